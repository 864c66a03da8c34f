using System.Security.Cryptography;
using System.Text;
using Reconciler.Cli.Texts;
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

    public static FindingRow Of(Finding finding)
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
            Fingerprint = FingerprintOf(finding),
        };
    }

    // The same finding tomorrow, or ten lines further down, has the same fingerprint: neither place nor message is part of it, unless
    // there is nothing else to know it by.
    private static string FingerprintOf(Finding finding)
    {
        var known = finding.Object is { } thing
            ? $"{finding.Rule}\n{thing.Kind}\n{thing.Namespace}\n{thing.Name}\n{finding.Path}\n{finding.Entry}"
            : $"{finding.Rule}\n{finding.File}\n{finding.Path}\n{finding.Message}";
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(known)))[..16];
    }
}
