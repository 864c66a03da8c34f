using NodaTime;
using NodaTime.Extensions;
using Reconciler.Api;
using Reconciler.Core.Time;
using Reconciler.Kubernetes.Objects;
using Reconciler.Operator.Hosting;
using Reconciler.Operator.Worlds;

namespace Reconciler.Operator.Telemetry;

/// <summary>Measures what a leader knows, at the moment at which somebody asks.</summary>
/// <param name="metrics">Gets the values.</param>
/// <param name="term">What this process does while it leads; null while it does not.</param>
/// <param name="clock">Says what time it is.</param>
internal sealed class ClusterMeter(Metrics metrics, Func<Term?> term, TimeProvider clock)
{
    private OperationalPolicySpec? _policy;
    private (string Region, RegionalWindows Windows)[] _regions = [];

    /// <summary>Measures.</summary>
    public void Measure()
    {
        if (term() is not { } leading)
        {
            metrics.Forget();
            return;
        }

        metrics.Observing.Become(leading.Announces is { } mode ? mode == AnnounceMode.Observe ? 1 : 0 : null);
        metrics.Objects.Become(leading.Caches.Following.Select(each => (new[] { each.Type.Kind }, (double)each.Count)));
        metrics.WatchTrouble.Become(leading.Caches.Following.Select(each => (new[] { each.Type.Kind }, each.TroubleFor?.TotalSeconds ?? 0)));
        MeasureSources(leading.Caches);
        MeasureOpenings(leading.Policy);
    }

    private void MeasureOpenings(OperationalPolicySpec? policy)
    {
        var now = clock.GetUtcNow().ToInstant();
        var next = Regions(policy).Select(region => (region.Region, region.Windows.From(now).FirstOrDefault()?.Opens)).Where(region => region.Opens is not null).ToArray();
        metrics.NextOpening.Become(next.Select(each => (new[] { each.Region }, (each.Opens!.Value - NodaConstants.UnixEpoch).TotalSeconds)));
        metrics.UntilOpening.Become(next.Select(each => (new[] { each.Region }, (each.Opens!.Value - now).TotalSeconds)));
    }

    private (string Region, RegionalWindows Windows)[] Regions(OperationalPolicySpec? policy)
    {
        if (policy is not null && !ReferenceEquals(policy, _policy))
        {
            var grids = policy.Grids.ToDictionary(grid => grid.Name, grid => new RegionalWindows(grid), StringComparer.Ordinal);
            _regions = [.. policy.Regions.Where(region => grids.ContainsKey(region.Grid)).Select(region => (region.Name, grids[region.Grid]))];
            _policy = policy;
        }

        return _regions;
    }

    private void MeasureSources(ClusterCaches known)
    {
        var sources = known.Fleets.Read().Where(each => each.Value.Value is not null).Select(each => (Name: each.Key, each.Value.Value!.Source, each.Value.Value.Status)).ToArray();
        metrics.SourceInfo.Become(sources.Where(each => each.Status?.LastAppliedRevision is not null).Select(each => (Labels(each.Name, each.Status!.LastAppliedRevision!), 1.0)));
        metrics.SourceReady.Become(sources.Select(each => (Labels(each.Name), IsReady(each.Status) ? 1.0 : 0.0)));
        metrics.SourceSuspended.Become(sources.Where(each => each.Source is not null).Select(each => (Labels(each.Name), each.Source!.Spec.Suspend ? 1.0 : 0.0)));
        metrics.SourceApplying.Become(sources.Select(each => (Labels(each.Name), each.Status?.Applying is null ? 0.0 : 1.0)));
        var applied = sources.Select(each => (each.Name, At: AppliedAt(each.Status))).Where(each => each.At is not null).ToArray();
        metrics.SourceApplied.Become(applied.Select(each => (Labels(each.Name), PassMeter.Seconds(each.At!.Value))));
        metrics.SourceAge.Become(applied.Select(each => (Labels(each.Name), (clock.GetUtcNow() - each.At!.Value).TotalSeconds)));
    }

    private static string[] Labels(ResourceName name, params string[] more) => [$"{name.Namespace}/{name.Name}", .. more];

    private static bool IsReady(FleetSourceStatus? status) =>
        status?.Conditions.FirstOrDefault(condition => condition.Type == ConditionTypes.Ready) is { Status: ConditionStatus.True };

    private static DateTimeOffset? AppliedAt(FleetSourceStatus? status) =>
        status?.History.FirstOrDefault(entry => entry.Result == FleetResult.Applied && entry.Revision == status.LastAppliedRevision)?.At;
}
