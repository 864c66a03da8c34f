using Reconciler.Api;
using Reconciler.Core.Planning;
using Reconciler.Core.Time;

namespace Reconciler.Core.Policy.Rules;

/// <summary>The partner asks for the move of an upgrade a week before its window opens; asked exactly then is in time (policy, section 4).</summary>
internal static class Rsc002
{
    public static Rule Rule { get; } = new(
        "RSC002", "the move of an upgrade is asked for a week before", Severity.Error, Waivable: false, "moves, upgrades.moveNoticeDays of the policy")
    {
        OfMove = Check,
    };

    private static Violation? Check(AskedMove asked, World world)
    {
        var days = world.Policy.Upgrades.MoveNoticeDays;
        var last = LeadTime.DaysBefore(asked.Opening, asked.Zone, days);
        return asked.Change.Upgrade is null || asked.Move.By != Party.Partner || asked.RequestedAt <= last
            ? null
            : new(
                asked.Path,
                $"the move to {asked.Move.To} has no effect: it was asked for {Describe.Local(asked.RequestedAt, asked.Zone)}, {Describe.Duration((asked.RequestedAt - last).ToTimeSpan())} too late: {Words.Count(days, "day")} before the window opens {Describe.Local(asked.Opening, asked.Zone)} was the last moment",
                $"keep {Describe.Local(asked.Opening, asked.Zone)}, or let the provider move it (by: provider), with the full lead time")
            { Short = "move asked for too late" };
    }
}
