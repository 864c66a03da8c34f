using NodaTime;
using Reconciler.Core.Planning;
using Reconciler.Core.Time;

namespace Reconciler.Core.Policy.Rules;

/// <summary>A new date is taken only from the provider's operational availability, and the provider confirms it (policy, section 2).</summary>
internal static class Rsc005
{
    public static Rule Rule { get; } = new(
        "RSC005", "the provider confirmed the new date", Severity.Error, Waivable: false, "moves")
    {
        OfMove = Check,
    };

    private static Violation? Check(AskedMove asked, World world) =>
        asked.Move.Confirmed is not { } confirmed
            ? new(asked.Path, $"the move to {asked.Move.To} has no effect: the provider has not confirmed that date", "the provider adds confirmed: {by: NAME, at: INSTANT}")
            { Short = "new date not confirmed" }
        : !world.Moment.Reached(Instant.FromDateTimeOffset(confirmed.At))
            ? new($"{asked.Path}.confirmed.at", $"the move to {asked.Move.To} has no effect: its confirmation is of {Describe.Utc(Instant.FromDateTimeOffset(confirmed.At))}, which lies in the future", "confirm it once it is so")
            { Short = "confirmation in the future" }
        : null;
}
