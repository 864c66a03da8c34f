using System.Runtime.CompilerServices;
using Reconciler.Core.Inventory;

namespace Reconciler.TestKit;

/// <summary>The checkout that the running tests belong to.</summary>
public static class Repository
{
    /// <summary>The folder that holds <c>Reconciler.sln</c>: above the test assembly, else above the working directory.</summary>
    /// <exception cref="DirectoryNotFoundException">Neither lies inside a checkout.</exception>
    public static string Root { get; } = Find(AppContext.BaseDirectory) ?? Find(Directory.GetCurrentDirectory())
        ?? throw new DirectoryNotFoundException("No folder above the tests holds Reconciler.sln.");

    /// <summary>A path below <see cref="Root"/>.</summary>
    public static string PathOf(params string[] parts) => Path.Combine([Root, .. parts]);

    /// <summary>The YAML files of a fleet, by path, ordinal: without those that a run of the program left there, in folders whose names begin with a dot.</summary>
    /// <param name="folder">Full path of a folder.</param>
    public static IReadOnlyList<string> ManifestsIn(string folder) =>
    [
        .. Directory.EnumerateFiles(folder, "*.yaml", SearchOption.AllDirectories)
            .Where(file => !Path.GetRelativePath(folder, file).Split(Path.DirectorySeparatorChar).Any(FleetFiles.IsHidden))
            .Order(StringComparer.Ordinal),
    ];

    /// <summary>The folder of the calling source file in this checkout, also when the build wrote its paths as <c>/_/tests/…</c>.</summary>
    public static string FolderOfCaller([CallerFilePath] string callerFile = "")
    {
        var folder = Path.GetDirectoryName(callerFile) ?? "";
        if (Directory.Exists(folder))
        {
            return folder;
        }

        const string DeterministicRoot = "/_/";
        var mapped = folder.Replace('\\', '/');
        return mapped.StartsWith(DeterministicRoot, StringComparison.Ordinal) ? PathOf(mapped[DeterministicRoot.Length..]) : folder;
    }

    private static string? Find(string start)
    {
        for (var folder = new DirectoryInfo(start); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Reconciler.sln")))
            {
                return folder.FullName;
            }
        }

        return null;
    }
}
