using NodaTime;
using NodaTime.Extensions;
using Reconciler.Api;
using Reconciler.Cli.Looking;
using Reconciler.Core.Planning;
using Reconciler.Core.Policy;
using Reconciler.Engine.Passes;
using Reconciler.Engine.Watching;
using Reconciler.Operator;

namespace Reconciler.Cli.Clusters;

/// <summary>A fleet in a cluster, planned here as the operator plans it there.</summary>
/// <param name="cluster">The cluster; it is disposed of with the scene.</param>
/// <param name="title">It as people know it.</param>
/// <param name="space">The only namespace that is read; null: all.</param>
/// <param name="clock">The clock.</param>
internal sealed class ClusterScene(Cluster cluster, string title, string? space, TimeProvider clock) : IScene
{
    private readonly ClusterSight _sight = new(cluster, space, clock);

    /// <inheritdoc/>
    public string Title => title;

    /// <inheritdoc/>
    public IChangeSignal Changes => _sight.Changes;

    /// <inheritdoc/>
    public async Task<PassResult> LookAsync(Instant? now, CancellationToken stop)
    {
        var (fleet, ledger, unreadable) = await _sight.ReadAsync(stop);
        var instant = now ?? Instant.FromUnixTimeSeconds(clock.GetCurrentInstant().ToUnixTimeSeconds());

        // The operator's clock may be a little ahead of ours: what it told a moment ago is told.
        instant = now is null && ledger.LastPass is { } last && last > instant ? last : instant;
        EarlierThanLedgerException.ThrowIfEarlier(instant, ledger, isGiven: true);
        return fleet.Problems.Any(problem => problem.Severity == Severity.Error)
            ? new() { Fleet = fleet, Now = instant }
            : new() { Fleet = fleet with { Problems = [.. fleet.Problems, .. unreadable] }, Now = instant, Plan = Planner.Plan(fleet.Snapshot, ledger, instant) };
    }

    /// <inheritdoc/>
    public async Task<Situation?> SituationAsync(string lease, string? only, CancellationToken stop)
    {
        var now = clock.GetCurrentInstant();
        var leaders = await ClusterLead.FindAsync(cluster, lease, null, stop);
        var sources = await new FleetControl(cluster, clock).ListAsync(only ?? space, stop);
        return new(
            leaders is null ? null : [.. leaders.Select(lead => new Leader($"{lead.Namespace}/{lead.Name}", lead.Holder, lead.RenewedAt, lead.IsHeld(now)))],
            _sight.BehindIn(only),
            [.. sources.Select(StateOf)]);
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _sight.DisposeAsync();

    private static SourceState StateOf(FleetSource source)
    {
        var ready = source.Status?.Conditions.FirstOrDefault(condition => condition.Type == ConditionTypes.Ready);
        return new(
            $"{source.Metadata.Namespace}/{source.Metadata.Name}",
            source.Status?.LastAppliedRevision ?? "",
            ready?.Status == ConditionStatus.True,
            source.Spec.Suspend ? "suspended" : ready?.Message ?? "no operator has seen it yet");
    }
}
