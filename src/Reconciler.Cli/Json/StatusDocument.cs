using System.Collections.Immutable;
using System.Globalization;
using NodaTime;
using Reconciler.Cli.Texts;
using Reconciler.Core.Planning;
using Reconciler.Core.Policy;
using Reconciler.Core.Time;

namespace Reconciler.Cli.Json;

/// <summary>What <c>status</c> says to scripts.</summary>
internal sealed record StatusDocument(string Now, ToolRow Tool, ImmutableArray<WaiverRow> Waivers, string Within, ImmutableArray<LapseRow> Lapsing)
{
    public int SchemaVersion { get; init; } = 1;

    public static StatusDocument Of(Plan plan, ImmutableArray<Lapse> lapses, Duration ahead) => new(
        Instants.Utc(plan.Now),
        ToolRow.Of(plan.TzdbVersion),
        [.. plan.Waivers.Select(WaiverRow.Of)],
        Describe.Duration(ahead.ToTimeSpan()),
        [.. lapses.Select(LapseRow.Of)]);
}

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
