using System.Diagnostics;
using Reconciler.Engine.Worlds;
using Reconciler.Manifests;

namespace Reconciler.Engine.Tests.Worlds;

/// <summary>A temporary folder to put a fleet into, with links and pipes; people stand in it.</summary>
internal sealed class Ground : IDisposable
{
    private readonly DirectoryInfo _root = Directory.CreateTempSubdirectory("reconciler-world-");

    public string Folder => _root.FullName;

    public Ground With(string path, string text)
    {
        File.WriteAllText(Made(path), text);
        return this;
    }

    /// <summary>A link; its target is text as <c>ln -s</c> takes it, and may lead nowhere.</summary>
    public Ground Linked(string path, string target)
    {
        File.CreateSymbolicLink(Made(path), target);
        return this;
    }

    public Ground Piped(string path)
    {
        using var made = Process.Start("mkfifo", [Made(path)]);
        made.WaitForExit();
        Assert.Equal(0, made.ExitCode);
        return this;
    }

    public FleetLocation Location(string[] paths, string from = "") => new()
    {
        Paths = [.. paths],
        WorkingFolder = Path.TrimEndingDirectorySeparator(Path.Combine(Folder, from)),
        DefaultNamespace = "default",
    };

    public Fleet Read(params string[] paths) => new FolderWorld(Location(paths), Stream.Null).Read(TestContext.Current.CancellationToken);

    /// <summary>Files that hold an instance, as people know them.</summary>
    public IEnumerable<string> Found(params string[] paths) => Read(paths).Snapshot.Instances.Select(instance => instance.Source.File).Order(StringComparer.Ordinal);

    public void Dispose() => _root.Delete(recursive: true);

    private string Made(string path)
    {
        var full = Path.Combine(Folder, path);
        Directory.CreateDirectory(Path.GetDirectoryName(full)!);
        return full;
    }
}
