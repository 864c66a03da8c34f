using System.Collections.Immutable;
using Reconciler.Cli.Json;
using Reconciler.Core.Policy;

namespace Reconciler.Cli.Validating;

/// <summary>For scripts.</summary>
internal static class JsonReport
{
    /// <summary>The text of a report.</summary>
    public static string Write(Report report) => Output.Of(new ValidationDocument
    {
        Tool = report.Tool,
        Findings = [.. report.New.Select(Row)],
        Baseline = [.. report.Known.Select(Row)],
        Summary = new(
            report.Fleet.Files,
            report.Fleet.Objects,
            report.Fleet.Skipped,
            report.Count(Severity.Error),
            report.Count(Severity.Warning),
            report.Count(Severity.Info),
            report.New.Count(reported => reported.Finding.WaivedBy is not null)),
    });

    private static FindingRow Row(Reported reported) => FindingRow.Of(reported.Finding, reported.Fingerprint);
}

/// <summary>What <c>validate</c> says to scripts.</summary>
internal sealed record ValidationDocument
{
    public int SchemaVersion { get; init; } = 1;

    public required ToolRow Tool { get; init; }

    public required ImmutableArray<FindingRow> Findings { get; init; }

    /// <summary>What the baseline has; neither in the findings nor in the summary.</summary>
    public required ImmutableArray<FindingRow> Baseline { get; init; }

    public required SummaryRow Summary { get; init; }
}
