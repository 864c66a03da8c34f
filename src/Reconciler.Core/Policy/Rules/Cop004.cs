using Reconciler.Api;
using Reconciler.Core.Planning;
using Reconciler.Core.Releases;

namespace Reconciler.Core.Policy.Rules;

/// <summary>What is installed is what was meant: the request states the checksum of the file (product rule).</summary>
internal static class Cop004
{
    public static Rule Rule { get; } = new(
        "COP004", "checksum of the COP file", Severity.Warning, Waivable: true, "checksum")
    {
        OfChange = Cops.EachPending(Check),
    };

    private static Violation? Check(Change change, CopRequestSpec cop, World world)
    {
        if (FlawOf(cop.Checksum) is { } flaw)
        {
            return new(
                cop.Checksum is null ? "spec.file" : "spec.checksum",
                $"{cop.File} has no good checksum: {flaw}",
                $"take it from {world.Policy.Provider.CopDownloads}: sha512: and 128 hexadecimal digits, or sha256: and 64")
            { Short = "no good checksum" };
        }

        return null;
    }

    private static string? FlawOf(string? checksum) => checksum is null ? "none is stated" : CopChecksum.Flaw(checksum);
}
