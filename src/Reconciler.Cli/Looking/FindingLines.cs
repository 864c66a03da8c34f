using NodaTime;
using Reconciler.Api;
using Reconciler.Cli.Json;
using Reconciler.Cli.Texts;
using Reconciler.Cli.Validating;
using Reconciler.Core.Policy;
using Reconciler.Engine.Passes;

namespace Reconciler.Cli.Looking;

/// <summary>What is wrong, as <c>validate</c> says it, worst and soonest first.</summary>
internal static class FindingLines
{
    /// <summary>What people type, and the columns.</summary>
    public static Noun Noun { get; } = new(
        "findings",
        ["finding"],
        "Findings: what breaks the policy or needs eyes, and how to mend it.",
        ["SEVERITY", "RULE", "OBJECT", Clock.Heading("OPENS"), "UTC", "WHY", "NEXT"],
        ["PLACE", "CHANGE", "FINGERPRINT"],
        StateColumn: 0,
        Lines);

    private static IEnumerable<Line> Lines(PassResult result, Palette palette)
    {
        var facts = result.Plan is null ? null : new Facts(result);
        return Fingerprints.Of(result.Findings)
            .Select(each => (each.Finding, each.Fingerprint, Entry: each.Finding is { Entry: { } name, Object: { } of } ? facts?.Find(of.Namespace, name) : null))
            .OrderByDescending(each => each.Finding.Severity)
            .ThenBy(each => each.Entry?.Start ?? Instant.MaxValue)
            .Select(each => LineOf(each.Finding, each.Fingerprint, each.Entry, facts, palette));
    }

    private static Line LineOf(Finding finding, string fingerprint, Core.Planning.Entry? entry, Facts? facts, Palette palette) => new()
    {
        Namespace = finding.Object?.Namespace ?? "",
        Name = finding.Object?.Name ?? "",
        Id = fingerprint,
        Resource = finding.Object is { } of ? Line.ResourceOf(of.Kind, of.Name) : "",
        Also = [finding.Rule, .. finding.Entry is { } change ? [change] : Array.Empty<string>()],
        NeedsPerson = finding is { Severity: Severity.Error, Entry: null },
        Labels = entry is not null ? facts!.LabelsOf(entry) : facts?.LabelsOf(finding.Object) ?? Map.Empty<string>(),
        Cells =
        [
            new(Words.Of(finding.Severity), text => palette.Of(finding.Severity, text)),
            finding.Rule,
            finding.Object is { } thing ? $"{thing.Kind}/{thing.Name}" : Words.Nothing,
            Clock.Local(entry?.Start, entry?.Zone ?? DateTimeZone.Utc),
            Clock.Utc(entry?.Start),
            finding.Short.Length > 0 ? finding.Short : finding.Message,
            finding.WaivedBy is { } by ? $"waived by {by}" : finding.Remedy,
        ],
        More = [FindingText.PlaceOf(finding), finding.Entry ?? Words.Nothing, fingerprint],
        Json = () => Output.Node(FindingRow.Of(finding, fingerprint)),
    };
}
