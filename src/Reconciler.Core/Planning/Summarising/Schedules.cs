using System.Collections.Immutable;
using NodaTime;
using Reconciler.Api;
using Reconciler.Core.Inventory;
using Reconciler.Core.Planning.Changes;
using Reconciler.Core.Policy;
using Reconciler.Core.Policy.Rules;
using Reconciler.Core.Time;

namespace Reconciler.Core.Planning.Summarising;

/// <summary>
/// How a window with a schedule stands. It stands nowhere itself, its occurrences do: those within the recurring horizon, of which windows
/// are made, and where these are fewer than people want to see, the next ones that the schedule gives and no rule objects to.
/// </summary>
/// <param name="world">The pass.</param>
/// <param name="conditions">What is the case with its occurrences.</param>
internal sealed class Schedules(World world, Conditions conditions)
{
    private const int Most = 3;

    // Of a schedule whose every start is refused no more are looked at: each has to be judged.
    private const int MostLookedAt = 100;

    private readonly ChangeFactory _factory = new(world);

    /// <summary>The status of one.</summary>
    /// <param name="window">The window.</param>
    /// <param name="entries">What is made of it, in the order of keys.</param>
    public MaintenanceWindowStatus StatusOf(Declared<MaintenanceWindow> window, ArraySegment<Entry> entries)
    {
        var (held, generation) = (HeldBy(window), window.Value.Metadata.Generation);
        var (occurrences, refused) = NextOf(window, entries, isHeld: held is not null);
        var standstill = entries.Count > 0 ? null : held ?? StandstillOf(occurrences, refused);
        var next = occurrences.IsEmpty ? null : occurrences[0];
        var stopped = next is not null ? null : held ?? standstill ?? entries.Where(entry => entry.State == EntryState.Blocked).Select(entry => new Standstill(entry.Reason, entry.Message, NeedsPerson: true)).FirstOrDefault();
        return new()
        {
            ObservedGeneration = generation,
            Conditions = standstill is null ? conditions.OfMany(window.Reference, entries, generation) : conditions.OfNone(window.Reference, standstill, generation),
            State = stopped is null ? null : EntryState.Blocked,
            Reason = stopped?.Reason,
            Message = stopped?.Message,
            Why = conditions.WhyNot(window.Reference, entries) ?? (stopped is null ? $"schedule {window.Value.Spec.Schedule}" : $"{stopped.Reason} {stopped.Message}"),
            Next = next is not null ? $"{next.Name} {world.Local(next.Start, next.Zone)}"
                : entries.FirstOrDefault(entry => entry.Next.Length > 0) is { } open && held is null ? $"{open.Name}: {open.Next}"
                : stopped is null ? "" : "mend it",
            LocalStart = next is null ? null : world.Local(next.Start, next.Zone),
            LocalEnd = next is null ? null : world.Local(next.End, next.Zone),
            Occurrences = [.. occurrences.Select(StatusOf)],
        };
    }

    private OccurrenceStatus StatusOf(Ahead occurrence) => new()
    {
        Opens = occurrence.Start.ToDateTimeOffset(),
        Closes = occurrence.End.ToDateTimeOffset(),
        LocalOpens = world.Local(occurrence.Start, occurrence.Zone),
    };

    // What keeps every occurrence out of the schedule, also those that are not made yet.
    private Standstill? HeldBy(Declared<MaintenanceWindow> window)
    {
        var instance = new ObjectKey(window.Key.Namespace, window.Value.Spec.Instance);
        return conditions.HoldOf(window.Reference) is { } own ? new(own.Rule, own.Short, true)
            : world.Sites.Find(instance) is not { } site ? new(Ref001.Rule.Id, $"no instance {instance.Name} in a known region", true)
            : conditions.HoldOf(site.Declared.Reference) is { } ofSite ? new(ofSite.Rule, ofSite.Short, true)
            : null;
    }

    private Standstill StandstillOf(ImmutableArray<Ahead> occurrences, Standstill? refused) =>
        occurrences is [var next, ..]
            ? new(PlanReasons.NothingToDo, $"no start of the schedule within {Describe.Duration(world.Policy.Scheduling.RecurringHorizon)}; the next is {world.Local(next.Start, next.Zone)}", NeedsPerson: false)
            : refused ?? new(PlanReasons.NothingToDo, "the schedule has no start any more", NeedsPerson: true);

    private (ImmutableArray<Ahead> Occurrences, Standstill? Refused) NextOf(Declared<MaintenanceWindow> window, ArraySegment<Entry> entries, bool isHeld)
    {
        var (next, refused) = (entries.Where(Statuses.IsAhead).Select(entry => new Ahead(entry.Name, entry.Start!.Value, entry.End!.Value, entry.Zone)).ToList(), (Standstill?)null);
        if (next.Count < Most && !isHeld)
        {
            var made = entries.Select(entry => entry.Change).ToHashSet(StringComparer.Ordinal);
            foreach (var placement in ScheduleChanges.Beyond(window, _factory).Where(change => !made.Contains(change.Key)).Take(MostLookedAt).Select(PlacementOf))
            {
                if (RefusalOf(placement) is { } refusal)
                {
                    refused ??= refusal;
                }
                else
                {
                    next.Add(new(placement.Change.Name, placement.Start, placement.End, placement.Region.Zone));
                    if (next.Count == Most)
                    {
                        break;
                    }
                }
            }
        }

        return ([.. next.OrderBy(occurrence => occurrence.Start).ThenBy(occurrence => occurrence.Name, StringComparer.Ordinal).Take(Most)], refused);
    }

    private static Placement PlacementOf(Change change)
    {
        var start = Instant.FromDateTimeOffset(change.Window.Start!.Value.Instant!.Value);
        return new(change, new(start, start + change.Duration), change.Site!);
    }

    // As it is judged once it is made; whether a waiver will still hold then is not asked.
    private Standstill? RefusalOf(Placement placement)
    {
        foreach (var rule in RuleTable.OfPlacement)
        {
            if (rule.OfPlacement!(placement, world) is { Severity: Severity.Error } obstacle && !IsWaived(rule, placement.Change))
            {
                var violation = rule.Describe!(placement, obstacle, world);
                return new(rule.Id, violation.Short ?? violation.Message, NeedsPerson: true);
            }
        }

        return null;
    }

    private static bool IsWaived(Rule rule, Change change) =>
        rule.Waivable && change.Annotations.TryGetValue(Annotations.Waive, out var text) && Waiver.Parse(text).Waivers.Any(waiver => waiver.Rule == rule.Id);

    private sealed record Ahead(string Name, Instant Start, Instant End, DateTimeZone Zone);
}
