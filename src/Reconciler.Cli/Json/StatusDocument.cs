using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json.Nodes;
using Reconciler.Cli.Looking;
using Reconciler.Cli.Texts;
using Reconciler.Core.Planning;
using Reconciler.Core.Policy;
using Reconciler.Core.Time;

namespace Reconciler.Cli.Json;

/// <summary>What <c>status</c> says to scripts.</summary>
internal sealed record StatusDocument
{
    public int SchemaVersion { get; init; } = 1;

    public required string Now { get; init; }

    public required ToolRow Tool { get; init; }

    /// <summary>Only of a cluster.</summary>
    public required LiveRow? Live { get; init; }

    /// <summary>Changes that go on only when a person does something.</summary>
    public required ImmutableArray<JsonObject> NeedsPerson { get; init; }

    /// <summary>Errors that speak of no change.</summary>
    public required ImmutableArray<JsonObject> Errors { get; init; }

    public required HoldRow? Hold { get; init; }

    public required ImmutableArray<JsonObject> Coming { get; init; }

    public required ImmutableArray<WaiverRow> Waivers { get; init; }

    public required string Within { get; init; }

    public required ImmutableArray<LapseRow> Lapsing { get; init; }

    /// <summary>It without what becomes another while nothing happens: the time, and signs of life.</summary>
    public StatusDocument WithoutTime() => this with { Now = "", Live = Live is { Leaders: { } leaders } ? Live with { Leaders = [.. leaders.Select(leader => leader with { RenewedAt = null })] } : Live };

    public static StatusDocument Of(Overview overview) => new()
    {
        Now = Instants.Utc(overview.Plan.Now),
        Tool = ToolRow.Of(overview.Plan.TzdbVersion),
        Live = overview.Situation is { } situation ? LiveRow.Of(situation) : null,
        NeedsPerson = [.. overview.Stuck.Select(line => line.Json())],
        Errors = [.. overview.Errors.Select(line => line.Json())],
        Hold = overview.Plan.Hold is { } hold ? new(hold.Digest, hold.Reason, hold.Notices) : null,
        Coming = [.. overview.Coming.Select(line => line.Json())],
        Waivers = [.. overview.Waivers.Select(WaiverRow.Of)],
        Within = Describe.Duration(overview.Ahead.ToTimeSpan()),
        Lapsing = [.. overview.Lapses.Select(LapseRow.Of)],
    };
}

/// <summary>How the work goes on in a cluster; <c>leaders</c> is null where leases may not be read.</summary>
internal sealed record LiveRow(ImmutableArray<LeaderRow>? Leaders, ImmutableArray<string> Behind, ImmutableArray<SourceRow> Sources)
{
    public static LiveRow Of(Situation situation) => new(
        situation.Leaders is { } leaders ? [.. leaders.Select(leader => new LeaderRow(leader.Lease, leader.Holder, Instants.Utc(leader.RenewedAt), leader.Leads, Words.Of(leader.Announces)))] : null,
        situation.Behind,
        [.. situation.Sources.Select(source => new SourceRow(source.Name, source.Revision, source.IsReady, source.Message))]);
}

/// <summary>Who holds a lease, and whether it still leads; <c>announces</c>: <c>send</c> or <c>observe</c>.</summary>
internal sealed record LeaderRow(string Lease, string? Holder, string? RenewedAt, bool Leads, string Announces);

/// <summary>A repository that is followed.</summary>
internal sealed record SourceRow(string Name, string Revision, bool Ready, string Message);

/// <summary>A waiver; <c>state</c>: <c>used</c>, <c>unused</c> or <c>lapsed</c>.</summary>
internal sealed record WaiverRow(string Rule, ObjectRow? Object, string File, int Line, string By, string Until, string Ends, string State, string Reason)
{
    public static WaiverRow Of(WaiverUse use) => new(
        use.Waiver.Rule,
        ObjectRow.Of(use.Object),
        use.File,
        use.Line,
        use.Waiver.By,
        use.Waiver.Until.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        Instants.Utc(use.Ends),
        StateOf(use),
        use.Waiver.Reason);

    public static string StateOf(WaiverUse use) => !use.Holds ? "lapsed" : use.IsUsed ? "used" : "unused";
}

/// <summary>Something that lapses.</summary>
internal sealed record LapseRow(string Kind, ObjectRow? Object, string Name, string At, string LocalAt, string Zone)
{
    public static LapseRow Of(Lapse lapse) => new(
        Words.Of(lapse.Kind), ObjectRow.Of(lapse.Object), lapse.Name, Instants.Utc(lapse.At), Instants.Local(lapse.At, lapse.Zone)!, lapse.Zone.Id);
}
