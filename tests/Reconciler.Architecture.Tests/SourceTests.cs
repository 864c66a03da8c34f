namespace Reconciler.Architecture.Tests;

/// <summary>What can be said about the sources without compiling them.</summary>
public sealed class SourceTests
{
    private const int MaximumLines = 400;

    [Fact]
    public void SourceFile_StaysShort()
    {
        var tooLong = Sources()
            .Select(path => (File: Path.GetRelativePath(Repository.Root, path), Lines: File.ReadLines(path).Count()))
            .Where(file => file.Lines > MaximumLines)
            .Select(file => $"{file.File}: {file.Lines} lines");

        Offenders.None($"No source file has more than {MaximumLines} lines", tooLong);
    }

    private static IEnumerable<string> Sources() =>
        Directory.EnumerateFiles(Repository.PathOf("src"), "*.cs", SearchOption.AllDirectories)
            .Where(path => !Path.GetRelativePath(Repository.Root, path).Split(Path.DirectorySeparatorChar).Intersect(["bin", "obj"]).Any());
}
