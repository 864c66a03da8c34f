using System.Collections.Immutable;
using System.Text.Json;
using Reconciler.Cli.Json;
using Reconciler.Core.Policy;
using Reconciler.Engine;

namespace Reconciler.Cli.Validating;

/// <summary>Findings that are known, so that an old fleet can begin with what is new.</summary>
/// <param name="Fingerprints">What they are known by.</param>
internal sealed record Baseline(ImmutableHashSet<string> Fingerprints)
{
    /// <summary>Nothing is known.</summary>
    public static Baseline None { get; } = new([]);

    /// <summary>Whether it has a finding; notes are never in one.</summary>
    public bool Has(Finding finding, string fingerprint) => finding.Severity > Severity.Info && Fingerprints.Contains(fingerprint);

    /// <summary>Reads a baseline.</summary>
    /// <param name="path">Full path.</param>
    /// <param name="shown">The path as people typed it.</param>
    /// <exception cref="EngineException">It is missing, or not what <c>--write-baseline</c> wrote.</exception>
    public static Baseline Read(string path, string shown)
    {
        try
        {
            using var file = File.OpenRead(path);
            var document = Output.ReadBaseline(file) ?? throw new JsonException();
            return new([.. document.Findings.Select(row => row.Fingerprint)]);
        }
        catch (JsonException problem)
        {
            throw new EngineException($"{shown}: is not a baseline; write one with --write-baseline", problem);
        }
        catch (Exception problem) when (problem is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new EngineException($"{shown}: no such file; write one with --write-baseline", problem);
        }
    }

    /// <summary>A baseline of every error and warning.</summary>
    public static string TextOf(Report report) => Output.Of(new BaselineDocument(
        1,
        [
            .. report.All
                .Where(reported => reported.Finding.Severity > Severity.Info)
                .Select(reported => new BaselineRow(reported.Fingerprint, reported.Finding.Rule, reported.Finding.File, reported.Finding.Message)),
        ]));
}

/// <summary>The file of a baseline.</summary>
internal sealed record BaselineDocument(int SchemaVersion, ImmutableArray<BaselineRow> Findings);

/// <summary>A known finding; all but the fingerprint is for people.</summary>
internal sealed record BaselineRow(string Fingerprint, string Rule, string File, string Message);
