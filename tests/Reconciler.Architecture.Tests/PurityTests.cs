namespace Reconciler.Architecture.Tests;

/// <summary>Api and Core decide; they do not look, wait, write or ask the time. The built assemblies are read, so method bodies count.</summary>
public sealed class PurityTests
{
    private static readonly string[] BannedTypes =
    [
        "System.Console",
        "System.Diagnostics.Process",
        "System.Diagnostics.Stopwatch",
        "System.IO.Directory",
        "System.IO.DirectoryInfo",
        "System.IO.File",
        "System.IO.FileInfo",
        "System.IO.FileStream",
        "System.IO.FileSystemInfo",
        "System.IO.StreamReader",
        "System.IO.StreamWriter",
        "System.Random",
        "System.TimeProvider",
        "NodaTime.IClock",
        "NodaTime.SystemClock",
    ];

    private static readonly string[] BannedNamespaces =
    [
        "Microsoft.Extensions.",
        "System.Net.",
        "System.Threading.",
    ];

    private static readonly string[] BannedMembers =
    [
        "System.DateTime.get_Now",
        "System.DateTime.get_Today",
        "System.DateTime.get_UtcNow",
        "System.DateTimeOffset.get_Now",
        "System.DateTimeOffset.get_UtcNow",
        "System.Guid.CreateVersion7",
        "System.Guid.NewGuid",
        "System.TimeZoneInfo.get_Local",
    ];

    // Pure all the same: a set-once field of the framework, and what the compiler writes for `lock`-free caches and iterators.
    private static readonly string[] Allowed =
    [
        "System.Threading.Interlocked",
        "System.Threading.Lock",
        "System.Environment.get_CurrentManagedThreadId",
    ];

    [Theory]
    [InlineData("Api")]
    [InlineData("Core")]
    public void PureRoom_UsesNothingOfTheWorld(string room)
    {
        var assembly = AssemblyFile.Of(room);

        var used = assembly.Types.Where(IsBanned).Concat(assembly.Members.Where(IsBannedMember));

        Offenders.None($"{room} uses no clock, chance, file, console, network, thread or logger", used);
    }

    private static bool IsBannedMember(string member) =>
        !Allowed.Contains(member)
        && (BannedMembers.Contains(member) || member.StartsWith("System.Environment.", StringComparison.Ordinal));

    private static bool IsBanned(string type) =>
        !Allowed.Contains(type)
        && (BannedTypes.Contains(type) || BannedNamespaces.Any(space => type.StartsWith(space, StringComparison.Ordinal)));
}
