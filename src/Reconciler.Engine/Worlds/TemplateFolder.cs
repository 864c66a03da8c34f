using System.Collections.Immutable;
using System.Text;
using Reconciler.Api;
using Reconciler.Manifests;

namespace Reconciler.Engine.Worlds;

/// <summary>A folder of templates that stand in for the shipped ones of the same name.</summary>
public static class TemplateFolder
{
    private const string Ending = ".scriban";

    /// <summary>Reads the templates of a folder; folders in it are passed over.</summary>
    /// <param name="folder">The folder, as people typed it.</param>
    /// <param name="workingFolder">Full path that relative paths start from.</param>
    /// <returns>Texts by file name.</returns>
    /// <exception cref="EngineException">There is no such folder, or no template in it, or one can not be read.</exception>
    public static ImmutableSortedDictionary<string, string> Read(string folder, string workingFolder)
    {
        string[] paths;
        try
        {
            paths = Directory.GetFiles(Path.GetFullPath(folder, workingFolder), $"*{Ending}");
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            throw Unreadable.Because(folder, problem);
        }

        return paths.Length > 0
            ? Map.Empty<string>().AddRange(paths.Select(path => KeyValuePair.Create(Path.GetFileName(path), TextOf(path, folder))))
            : throw new EngineException($"{folder}: holds no template, that is no file that ends in {Ending}");
    }

    private static string TextOf(string path, string folder) => Encoding.UTF8.GetString(
        new FoundFile(ShownPath.Join(folder, Path.GetFileName(path)), path, Named: true).Read(ManifestFile.MostBytes, Stream.Null).Span);
}
