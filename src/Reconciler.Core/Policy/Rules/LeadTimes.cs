using NodaTime;
using Reconciler.Core.Planning;

namespace Reconciler.Core.Policy.Rules;

/// <summary>
/// What NOT001 and NOT002 share. Told on time is judged once, by what the ledger says of the telling; as long as nobody was told, by
/// now. A date that the partner asked for needs no lead time (policy, section 2).
/// </summary>
internal static class LeadTimes
{
    public static Obstacle? Obstruct(Placement placement, World world)
    {
        var change = placement.Change;
        if (change.Told is { } told && Instant.FromDateTimeOffset(told.Start) == placement.Start)
        {
            return told.Deadline is { } limit && told.At > limit ? new(Instant.MaxValue, told) : null;
        }

        // A start in the past is WIN007, and that alone.
        return world.Moment.Passed(placement.Start) || world.IsPartnersMove(placement) || world.NoticeDeadline(change, placement.Site, placement.Opening) is not { } deadline || !world.Moment.Passed(deadline)
            ? null
            : new(Instant.MaxValue, null, world.SeverityOfNoRecord);
    }

    public static Violation Describe(Placement placement, World world, Func<int, string> count, Func<int, Instant> deadline, int least, string why)
    {
        var zone = placement.Region.Zone;
        var opening = placement.Opening;
        var told = placement.Change.Told is { } record && Instant.FromDateTimeOffset(record.Start) == placement.Start ? Instant.FromDateTimeOffset(record.At) : (Instant?)null;
        var days = 0;
        while (told is { } at ? at <= deadline(days + 1) : !world.Moment.Passed(deadline(days + 1)))
        {
            days++;
        }

        var from = told is { } then ? $"after people were told {Core.Time.Describe.Local(then, zone)}" : "from now";
        return new(placement.Change.StartPath, $"opens {Core.Time.Describe.Local(opening, zone)}, {count(days)} {from}; {why}{least} are needed{(told is null ? world.NoRecord : "")}", "")
        {
            Short = $"opens too soon: {count(least)} of notice are needed",
        };
    }
}
