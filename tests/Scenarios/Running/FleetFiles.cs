using System.Text;
using Reconciler.Core.Inventory;
using Reconciler.Core.Policy;
using Reconciler.Manifests;

namespace Reconciler.Scenarios.Tests.Running;

/// <summary>The files of a fleet in memory, by path; read as the command line reads them.</summary>
internal sealed class FleetFiles
{
    private readonly SortedDictionary<string, string> _files = new(StringComparer.Ordinal);

    private FleetFiles()
    {
    }

    /// <summary>Every <c>.yaml</c> below a folder, with paths relative to it.</summary>
    public static FleetFiles In(string folder) => new FleetFiles().Under(folder);

    /// <summary>Files that were made, not read.</summary>
    public static FleetFiles Of(params (string Path, string Text)[] files)
    {
        var result = new FleetFiles();
        foreach (var (path, text) in files)
        {
            result._files[path] = text;
        }

        return result;
    }

    /// <summary>These files with those of a folder laid over: a file of the same path replaces, an empty one takes away.</summary>
    public FleetFiles Under(string folder)
    {
        var result = new FleetFiles();
        foreach (var (path, text) in _files)
        {
            result._files[path] = text;
        }

        foreach (var file in Directory.EnumerateFiles(folder, "*.yaml", SearchOption.AllDirectories))
        {
            var (path, text) = (Path.GetRelativePath(folder, file).Replace('\\', '/'), File.ReadAllText(file));
            _ = text.Trim().Length == 0 ? result._files.Remove(path) : (result._files[path] = text).Length > 0;
        }

        return result;
    }

    /// <summary>The text of a file.</summary>
    public string this[string path] => _files[path];

    /// <summary>The same objects, with files and the documents in them in reverse.</summary>
    public FleetFiles Reversed()
    {
        var result = new FleetFiles();
        var number = 0;
        foreach (var (path, text) in _files.Reverse())
        {
            result._files[$"{number++:D3}-{path}"] = string.Join("\n---\n", text.ReplaceLineEndings("\n").Split("\n---\n").Reverse());
        }

        return result;
    }

    /// <summary>Reads the files.</summary>
    public Fleet Read() => FleetAssembler.Assemble(_files.Select(file => ManifestReader.Read(new(file.Key, Encoding.UTF8.GetBytes(file.Value)), "default")));

    /// <summary>Reads the files, which have no problem.</summary>
    public Snapshot Snapshot()
    {
        var fleet = Read();
        Assert.True(
            fleet.Problems.All(problem => problem.Severity < Severity.Error),
            string.Join('\n', fleet.Problems.Select(problem => $"{problem.File}:{problem.Span.Line}: {problem.Message} ({problem.Remedy})")));
        return fleet.Snapshot;
    }
}
