using NodaTime;
using Reconciler.Api;
using Reconciler.Core.Planning;
using Reconciler.Engine.Passes;
using Reconciler.Manifests;

namespace Reconciler.Cli.Looking;

/// <summary>A plan that is only looked at, as the operator makes it; where that tells nobody anything, beside it what it would tell.</summary>
internal static class Foresight
{
    /// <summary>Plans.</summary>
    /// <param name="fleet">What people wrote.</param>
    /// <param name="ledger">What people were told.</param>
    /// <param name="now">The instant.</param>
    /// <param name="announce">Whether people are told; null: as the policy says.</param>
    public static PassResult Of(Fleet fleet, Ledger ledger, Instant now, AnnounceMode? announce)
    {
        var mode = announce ?? fleet.Snapshot.Policy.Announce.Mode;
        return new()
        {
            Fleet = fleet,
            Now = now,
            Plan = PlanBy(mode),
            Foreseen = mode == AnnounceMode.Observe ? new(() => PlanBy(AnnounceMode.Send)) : null,
        };

        Plan PlanBy(AnnounceMode by) => Planner.Plan(fleet.Snapshot, ledger, now, new() { Announce = by });
    }
}
