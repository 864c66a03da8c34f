using NodaTime;
using Reconciler.Core.Planning;
using Reconciler.Core.Time;

namespace Reconciler.Core.Policy.Rules;

/// <summary>
/// A start in the past is an error; a local time that a DST change skips or repeats warns, since people may mean another instant
/// (design: <i>Time</i>).
/// </summary>
internal static class Win007
{
    public static Rule Rule { get; } = new(
        "WIN007", "start neither in the past nor at a local time that DST skips or repeats", Severity.Error, Waivable: false, "start, schedule")
    {
        OfPlacement = Obstruct,
        Describe = (placement, _, _) => new(
            placement.Change.StartPath,
            $"started {Describe.Local(placement.Start, placement.Region.Zone)}, which is past, and nobody was told",
            "")
        { Short = "start in the past" },
        OfChange = AtMostOne.Of<Change>(Ambiguous),
    };

    private static Obstacle? Obstruct(Placement placement, World world) =>
        placement.Change.Told is null && !placement.Change.IsEmergency && !placement.Change.IsUpload && world.Moment.Passed(placement.Start)
            ? new(world.Moment.Now, null, world.SeverityOfNoRecord)
            : null;

    private static Violation? Ambiguous(Change change, World world)
    {
        if (change.Site is not { } site || WrittenClock(change) is not { } written || change.Outcome is not null)
        {
            return null;
        }

        var zone = site.RegionsOf(change.Applications).First.Zone;
        var mapped = WallClock.Map(written, zone);
        if (mapped.Mapping != Mapping.Exact)
        {
            var what = mapped.Mapping == Mapping.Skipped ? "does not exist" : "comes twice";
            return new(
                change.StartPath,
                $"the local time {written.ToString("uuuu-MM-dd HH:mm", System.Globalization.CultureInfo.InvariantCulture)} {what} in {zone.Id} that night: clocks change",
                $"{Describe.Local(change.Window.Start is { Instant: { } instant } ? Instant.FromDateTimeOffset(instant) : mapped.Instant, zone)} is taken; write a time that comes once")
            {
                Severity = Severity.Warning,
                Short = $"local time {what}",
            };
        }

        return null;
    }

    // An instant in UTC names no wall clock; one with another offset shows which clock its author looked at.
    private static LocalDateTime? WrittenClock(Change change) =>
        change.OccurrenceClock
        ?? (change.Window.Start is { Instant: { Offset.Ticks: not 0 } written } ? LocalDateTime.FromDateTime(written.DateTime) : null);
}
