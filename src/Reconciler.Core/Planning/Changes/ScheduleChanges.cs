using System.Globalization;
using NodaTime;
using Reconciler.Api;
using Reconciler.Core.Inventory;
using Reconciler.Core.Time;
using Wish = Reconciler.Core.Planning.Changes.ChangeFactory.Wish;

namespace Reconciler.Core.Planning.Changes;

/// <summary>
/// Windows that people wrote with <c>schedule</c>: one change for each start that the cron gives within the recurring horizon, and for
/// each one that was told before. So editing the cron touches only what is not announced.
/// </summary>
internal static class ScheduleChanges
{
    /// <summary>Adds the changes of one.</summary>
    public static void Add(Declared<MaintenanceWindow> declared, ChangeFactory factory, List<Change> changes)
    {
        var world = factory.World;
        var told = world.Ledger.ToldOf(declared.Key).ToArray();
        var known = told.Select(ticket => ticket.Spec.Change).ToHashSet(StringComparer.Ordinal);
        foreach (var ticket in told)
        {
            var occurrence = ticket.Spec.Change[(ticket.Spec.Change.LastIndexOf('/') + 1)..];
            changes.Add(factory.Make(WishOf(declared, occurrence, new(ticket.Spec.Told!.Start), null)));
        }

        // The first one beyond the horizon wakes the pass when it comes into it, however far away it is.
        changes.AddRange(Upcoming(declared, world, Duration.Zero)
            .TakeWhile(next => IsWithin(next, world))
            .Where(next => !known.Contains(KeyOf(declared, next.Occurrence)))
            .Select(next => Make(declared, next, factory)));
    }

    /// <summary>What comes after the recurring horizon, in order and lazily: a change of which nothing is made yet for each start.</summary>
    /// <param name="declared">The window.</param>
    /// <param name="factory">Makes the changes.</param>
    /// <returns>None where the instance or its region is not known.</returns>
    public static IEnumerable<Change> Beyond(Declared<MaintenanceWindow> declared, ChangeFactory factory) =>
        Upcoming(declared, factory.World, HorizonOf(factory.World))
            .SkipWhile(next => IsWithin(next, factory.World))
            .Select(next => Make(declared, next, factory));

    /// <summary>How far ahead windows are made of a schedule.</summary>
    public static Duration HorizonOf(World world) => Duration.FromTimeSpan(world.Policy.Scheduling.RecurringHorizon);

    private static bool IsWithin(Occurring next, World world) => world.Moment.Reached(next.Start - HorizonOf(world));

    private static Change Make(Declared<MaintenanceWindow> declared, Occurring next, ChangeFactory factory) =>
        factory.Make(WishOf(declared, next.Occurrence, new(next.Start.ToDateTimeOffset()), next.Clock));

    // Starts that are not past, from so long after now on, in order.
    private static IEnumerable<Occurring> Upcoming(Declared<MaintenanceWindow> declared, World world, Duration after)
    {
        var spec = declared.Value.Spec;
        if (world.Sites.Find(new(declared.Key.Namespace, spec.Instance)) is not { } site)
        {
            yield break;
        }

        var zone = site.RegionsOf(spec.Applications).First.Zone;
        var from = (world.Moment.Now + after).InZone(zone).LocalDateTime.PlusDays(-1);
        var several = SeveralADay(spec.Schedule!);
        foreach (var clock in CronSchedule.Between(spec.Schedule!, from, CronSchedule.End))
        {
            var start = WallClock.Map(clock, zone).Instant;
            if (!world.Moment.Passed(start))
            {
                yield return new(clock.ToString(several ? "uuuuMMdd'-'HHmm" : "uuuuMMdd", CultureInfo.InvariantCulture), clock, start);
            }
        }
    }

    // By the text of the cron alone, so that a name never depends on which days are looked at.
    private static bool SeveralADay(string cron)
    {
        var fields = cron.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        return fields.Length < 2 || !fields[0].All(char.IsAsciiDigit) || !fields[1].All(char.IsAsciiDigit);
    }

    private static string KeyOf(Declared<MaintenanceWindow> declared, string occurrence) => $"{declared.ChangeKey}/{occurrence}";

    private static Wish WishOf(Declared<MaintenanceWindow> declared, string occurrence, DateOrInstant start, LocalDateTime? clock)
    {
        var spec = declared.Value.Spec;
        bool Mine(ChangeRecord record) => record.Occurrence == occurrence;
        return new(KeyOf(declared, occurrence), EntryNames.Join(declared.Key.Name, occurrence), declared.Reference, declared.Source, declared.Value.Metadata.Annotations, spec with
        {
            Schedule = null,
            Start = start,
            Moves = [.. spec.Moves.Where(Mine)],
            Announced = [.. spec.Announced.Where(Mine)],
            Outcomes = [.. spec.Outcomes.Where(Mine)],
        })
        {
            StartPath = "spec.schedule",
            OccurrenceClock = clock,
        };
    }

    private readonly record struct Occurring(string Occurrence, LocalDateTime Clock, Instant Start);
}
