using System.Xml.Linq;
using Xunit;

namespace Reconciler.TestKit;

/// <summary>What earlier versions left behind, in folders of <c>tests/Upgrades</c>.</summary>
public static class KeptVersions
{
    /// <summary>The instant after which everybody had been told.</summary>
    public const string Told = "2026-11-30T12:10:00Z";

    /// <summary>The instant after which the move had been told, too: the last pass.</summary>
    public const string Moved = "2026-11-30T12:20:00Z";

    /// <summary>An instant at which reminders of what opens on 2026-12-16 are due, and nothing else.</summary>
    public const string Reminding = "2026-12-14T12:00:00Z";

    /// <summary>Whether the environment asks to keep what this version makes.</summary>
    public static bool IsKeeping => Environment.GetEnvironmentVariable("RECONCILER_KEEP_VERSION") == "1";

    /// <summary>All versions that are kept, oldest first.</summary>
    public static IEnumerable<string> All => Directory.EnumerateDirectories(Root, "v*").Select(folder => Path.GetFileName(folder)!).Order(StringComparer.Ordinal);

    /// <summary>This version, without what changes nothing that is stored: <c>v0.1</c>.</summary>
    public static string Present { get; } =
        "v" + string.Join('.', XDocument.Load(Repository.PathOf("Directory.Build.props")).Descendants("Version").Single().Value.Split('.').Take(2));

    private static string Root => Repository.PathOf("tests", "Upgrades");

    /// <summary>What people had written when they had been told: what is to be kept is made of it.</summary>
    public static string Fleet => File.ReadAllText(Path.Combine(Root, "fleet.yaml"));

    /// <summary>The same before the move.</summary>
    public static string FleetBefore => string.Join('\n', Fleet.Split('\n').Where(line => !line.StartsWith("  moves:", StringComparison.Ordinal)));

    /// <summary>The path of a file or folder of a version.</summary>
    public static string PathOf(string version, string name) => Path.Combine(Root, version, name);

    /// <summary>Keeps a file of this version, once: what was kept may lie on somebody's disk, and is never made anew.</summary>
    public static void Keep(string name, string text)
    {
        Assert.False(File.Exists(PathOf(Present, name)), $"{Present}/{name} was kept before: change the version in Directory.Build.props first");
        Directory.CreateDirectory(Path.GetDirectoryName(PathOf(Present, name))!);
        File.WriteAllText(PathOf(Present, name), text);
    }
}
