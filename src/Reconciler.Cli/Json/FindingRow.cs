using Reconciler.Cli.Texts;
using Reconciler.Cli.Validating;
using Reconciler.Core.Policy;

namespace Reconciler.Cli.Json;

/// <summary>A finding.</summary>
internal sealed record FindingRow
{
    public required string Rule { get; init; }

    public required string Severity { get; init; }

    public required string Message { get; init; }

    public required string Remedy { get; init; }

    public required string? File { get; init; }

    public required int? Line { get; init; }

    public required int? Column { get; init; }

    public required int? EndLine { get; init; }

    public required int? EndColumn { get; init; }

    public required string Path { get; init; }

    public required ObjectRow? Object { get; init; }

    public required string? Entry { get; init; }

    public required string? WaivedBy { get; init; }

    public required string Fingerprint { get; init; }

    public static FindingRow Of(Finding finding) => Of(finding, Fingerprints.Of(finding));

    public static FindingRow Of(Finding finding, string fingerprint)
    {
        var hasPlace = finding.Span.Line > 0;
        return new()
        {
            Rule = finding.Rule,
            Severity = Words.Of(finding.Severity),
            Message = finding.Message,
            Remedy = finding.Remedy,
            File = finding.File.Length == 0 ? null : finding.File,
            Line = hasPlace ? finding.Span.Line : null,
            Column = hasPlace ? finding.Span.Column : null,
            EndLine = hasPlace ? finding.Span.EndLine : null,
            EndColumn = hasPlace ? finding.Span.EndColumn : null,
            Path = finding.Path,
            Object = ObjectRow.Of(finding.Object),
            Entry = finding.Entry,
            WaivedBy = finding.WaivedBy,
            Fingerprint = fingerprint,
        };
    }
}
