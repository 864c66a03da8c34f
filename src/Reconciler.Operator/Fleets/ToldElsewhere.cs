using System.Collections.Immutable;
using System.Globalization;
using NodaTime;
using Reconciler.Api;
using Reconciler.Core.Inventory;

namespace Reconciler.Operator.Fleets;

/// <summary>Changes of which an object itself says that people were told by other means. While nobody is told by this product no ticket says so.</summary>
internal static class ToldElsewhere
{
    private const string DayOfOccurrence = "yyyyMMdd";

    // A date begins at most 12 hours after that of UTC, and ends a day later.
    private static readonly Duration LongestDay = Duration.FromHours(36);

    /// <summary>Those that are still to come.</summary>
    /// <param name="declared">What people wrote.</param>
    /// <param name="now">The instant.</param>
    /// <returns>For each what it speaks of: the object itself, and the instance.</returns>
    public static IEnumerable<ObjectRef[]> In(Resource declared, Instant now) => declared switch
    {
        MaintenanceWindow { Spec: var spec } => Of(spec.Announced, spec.Start, spec.Moves, spec.Outcomes, now).Select(_ => Both(declared, spec.Instance)),
        CopRequest { Spec: var spec } => Of(spec.Announced, null, spec.Moves, spec.Outcomes, now).Select(claim => Both(declared, claim.Instance)),
        UpgradePlan { Spec: var spec } => Of(spec.Announced, null, spec.Moves, spec.Outcomes, now).Select(claim => Both(declared, claim.Instance)),
        DedicatedInstance { Spec: var spec } => spec.Certificates.SelectMany(each => Of(each.Announced, null, each.Moves, each.Outcomes, now)).Select(_ => Both(declared, null)),
        _ => [],
    };

    // Of each change what was said last; where it was moved since, the later date counts, for a move may not have been confirmed.
    private static IEnumerable<Announced> Of(ImmutableArray<Announced> claims, DateOrInstant? declared, ImmutableArray<Move> moves, ImmutableArray<Outcome> outcomes, Instant now) =>
        from claim in claims.GroupBy(ChangeOf).Select(same => same.Last())
        let change = ChangeOf(claim)
        where Instant.FromDateTimeOffset(claim.At) <= now && !outcomes.Any(outcome => ChangeOf(outcome) == change)
        let starts = moves.Where(move => ChangeOf(move) == change).Select(move => (DateOrInstant?)move.To).Prepend(claim.Start ?? declared ?? DayOf(claim.Occurrence))
        where starts.Any(start => start is { } known && LatestOf(known) > now)
        select claim;

    private static (string?, string?, DateOnly?) ChangeOf(ChangeRecord record) => (record.Instance, record.Occurrence, record.Expiry);

    private static DateOrInstant? DayOf(string? occurrence) =>
        DateOnly.TryParseExact(occurrence?.Split('-')[0], DayOfOccurrence, CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? new DateOrInstant(day) : null;

    private static Instant LatestOf(DateOrInstant start) => start.Instant is { } instant
        ? Instant.FromDateTimeOffset(instant)
        : LocalDate.FromDateOnly(start.Date!.Value).AtMidnight().InUtc().ToInstant() + LongestDay;

    private static ObjectRef[] Both(Resource declared, string? instance)
    {
        var (kind, space) = (declared.GetType().Name, declared.Metadata.Namespace ?? "");
        return instance is null ? [new(kind, space, declared.Metadata.Name)] : [new(kind, space, declared.Metadata.Name), new(nameof(DedicatedInstance), space, instance)];
    }
}
