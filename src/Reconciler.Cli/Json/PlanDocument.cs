using System.Collections.Immutable;
using System.Text.Json.Serialization;
using NodaTime;
using Reconciler.Cli.Texts;
using Reconciler.Core.Policy;
using Reconciler.Engine.Comparing;
using Reconciler.Engine.Passes;

namespace Reconciler.Cli.Json;

/// <summary>What <c>plan</c> and <c>run</c> say to scripts. Instants are RFC 3339 in UTC, local times carry their offset.</summary>
internal sealed record PlanDocument
{
    public int SchemaVersion { get; init; } = 1;

    public required string Now { get; init; }

    public required ToolRow Tool { get; init; }

    public required ImmutableArray<EntryRow> Entries { get; init; }

    public required ImmutableArray<NoticeRow> Notices { get; init; }

    public required ImmutableArray<TicketRow> Tickets { get; init; }

    public required ImmutableArray<FindingRow> Findings { get; init; }

    public required string? NextWake { get; init; }

    public required HoldRow? Hold { get; init; }

    public required SummaryRow Summary { get; init; }

    /// <summary>Only where two commits were compared.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public ComparisonRow? Comparison { get; init; }

    /// <summary>The document of a comparison: what the newer tree comes to, and what becomes of each entry.</summary>
    public static PlanDocument Of(Comparison comparison)
    {
        var newer = comparison.Newer;
        return Of(new PassResult { Fleet = newer.Fleet, Now = comparison.Now, Plan = newer.Plan }) with
        {
            Entries = [.. comparison.Entries.Select(delta => EntryRow.Of(delta.Entry) with { Change = Words.Of(delta.Change), Was = Instants.Utc(delta.Before?.Start), Because = delta.Because, Renamed = delta.Renamed })],
            NextWake = Instants.Utc(comparison.HoldsUntil),
            Comparison = ComparisonRow.Of(comparison),
        };
    }

    /// <summary>The document of a pass; with errors of reading there are findings only.</summary>
    public static PlanDocument Of(PassResult result)
    {
        var plan = result.Plan;
        return new()
        {
            Now = Instants.Utc(result.Now),
            Tool = ToolRow.Of(plan?.TzdbVersion),
            Entries = [.. plan?.Entries.Select(EntryRow.Of) ?? []],
            Notices = [.. plan?.Notices.Select(NoticeRow.Of) ?? []],
            Tickets = [.. plan?.Tickets.Select(TicketRow.Of) ?? []],
            Findings = [.. result.Findings.Select(FindingRow.Of)],
            NextWake = plan?.NextWake is { } wake ? Instants.Utc(wake) : null,
            Hold = plan?.Hold is { } hold ? new(hold.Digest, hold.Reason, hold.Notices) : null,
            Summary = SummaryRow.Of(result),
        };
    }
}

/// <summary>The versions that an answer depends on.</summary>
internal sealed record ToolRow(string Version, string Tzdb)
{
    public static ToolRow Of(string? tzdb) => new(Versions.Tool, Versions.Tzdb(tzdb ?? DateTimeZoneProviders.Tzdb.VersionId));
}

/// <summary>What rests behind the safety gate, and what releases it.</summary>
internal sealed record HoldRow(string Digest, string Reason, ImmutableArray<string> Notices);

/// <summary>Counts.</summary>
internal sealed record SummaryRow(int Files, int Objects, int Skipped, int Errors, int Warnings, int Infos, int Waived)
{
    public static SummaryRow Of(PassResult result)
    {
        var findings = result.Findings.ToArray();
        return new(
            result.Fleet.Files,
            result.Fleet.Objects,
            result.Fleet.Skipped,
            findings.Count(finding => finding.Severity == Severity.Error),
            findings.Count(finding => finding.Severity == Severity.Warning),
            findings.Count(finding => finding is { Severity: Severity.Info, WaivedBy: null }),
            findings.Count(finding => finding.WaivedBy is not null));
    }
}
