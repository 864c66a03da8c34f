using Reconciler.Core.Planning;
using Reconciler.Core.Releases;

namespace Reconciler.Core.Policy.Rules;

/// <summary>What is installed is what was meant: the request states the checksum of the file (product rule).</summary>
internal static class Cop004
{
    public static Rule Rule { get; } = new(
        "COP004", "checksum of the COP file", Severity.Warning, Waivable: true, "checksum")
    {
        OfChange = Check,
    };

    private static IEnumerable<Violation> Check(Change change, World world)
    {
        if (change is { Cop: { } cop, Outcome: null } && !CopChecksum.IsWellFormed(cop.Checksum))
        {
            yield return new(
                cop.Checksum is null ? "spec.file" : "spec.checksum",
                cop.Checksum is null ? $"no checksum of {cop.File} is stated" : $"'{cop.Checksum}' is no checksum",
                $"take it from {world.Policy.Provider.CopDownloads}: sha512: and 128 hexadecimal digits, or sha256: and 64")
            { Short = "no checksum" };
        }
    }
}
