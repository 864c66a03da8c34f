using NodaTime;
using Reconciler.Api;
using Reconciler.Core.Planning;
using Reconciler.Core.Time;

namespace Reconciler.Core.Policy.Rules;

/// <summary>
/// A move states its reason, and a start that people were told is never just edited. Of anything but an upgrade it is asked for within
/// the days of objection; later it is taken with a warning (policy, sections 2 and 4).
/// </summary>
internal static class Rsc003
{
    public static Rule Rule { get; } = new(
        "RSC003", "a move gives its reason, within the days of objection", Severity.Error, Waivable: false, "moves, start, the ledger, notice.objectionDays of the policy")
    {
        OfMove = (asked, world) => Unexplained(asked) ?? Late(asked, world),
    };

    /// <summary>That a start was edited after it was told, without a move.</summary>
    public static Violation Edited(DateOrInstant declared, Instant wanted, Instant told, DateTimeZone zone) => new(
        "spec.start",
        $"the start was edited to {declared} after people were told {Describe.Local(told, zone)}; that changes nothing",
        "put it back and declare a move with a reason, or cancel the change and write another")
    { Short = $"told {Describe.Local(told, zone)}, then edited to {Describe.Local(wanted, zone)}: put the start back, or add a move" };

    private static Violation? Unexplained(AskedMove asked) => !string.IsNullOrWhiteSpace(asked.Move.Reason)
        ? null
        : new(asked.Path, $"the move to {asked.Move.To} has no effect: it gives no reason", "say in its reason why the date does not suit")
        { Short = "move without a reason" };

    private static Violation? Late(AskedMove asked, World world)
    {
        if (asked.Change.Upgrade is not null || asked.Move.By == Party.Provider || asked.ToldAt is not { } told)
        {
            return null;
        }

        var days = world.Policy.Notice.ObjectionDays;
        var last = LeadTime.DaysBefore(told, asked.Zone, -days);
        return asked.RequestedAt <= last
            ? null
            : new(
                asked.Path,
                $"the move to {asked.Move.To} was asked for {Describe.Duration((asked.RequestedAt - last).ToTimeSpan())} too late: people were told {Describe.Local(told, asked.Zone)}, and an objection comes within {Words.Count(days, "day")}",
                "it is taken all the same")
            { Severity = Severity.Warning, Short = "move asked for after the days of objection" };
    }
}
