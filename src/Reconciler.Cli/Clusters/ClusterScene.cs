using NodaTime;
using NodaTime.Extensions;
using Reconciler.Api;
using Reconciler.Cli.Looking;
using Reconciler.Core.Policy;
using Reconciler.Engine.Passes;
using Reconciler.Engine.Watching;
using Reconciler.Operator;

namespace Reconciler.Cli.Clusters;

/// <summary>A fleet in a cluster, planned here as the operator plans it there.</summary>
/// <param name="cluster">The cluster; it is disposed of with the scene.</param>
/// <param name="title">It as people know it.</param>
/// <param name="space">The only namespace that is read; null: all.</param>
/// <param name="lease">Name of the operator's lease.</param>
/// <param name="clock">The clock.</param>
internal sealed class ClusterScene(Cluster cluster, string title, string? space, string lease, TimeProvider clock) : IScene
{
    private readonly ClusterSight _sight = new(cluster, space, clock);
    private IReadOnlyList<ClusterLead>? _leads;
    private AnnounceMode _policyAnnounces;

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
        if (fleet.Problems.Any(problem => problem.Severity == Severity.Error))
        {
            return new() { Fleet = fleet, Now = instant };
        }

        _policyAnnounces = fleet.Snapshot.Policy.Announce.Mode;
        _leads = await ClusterLead.FindAsync(cluster, lease, null, stop);
        return Foresight.Of(fleet with { Problems = [.. fleet.Problems, .. unreadable] }, ledger, instant, Announces()) with { There = _sight.There };
    }

    /// <inheritdoc/>
    public async Task<bool> HasNamespaceAsync(string space, CancellationToken stop) => await cluster.HasNamespaceAsync(space, stop) ?? true;

    /// <inheritdoc/>
    public async Task<Situation?> SituationAsync(string? only, CancellationToken stop)
    {
        var now = clock.GetCurrentInstant();
        var sources = await new FleetControl(cluster, clock).ListAsync(only ?? space, stop);
        return new(
            _leads is null ? null : [.. _leads.Select(lead => new Leader($"{lead.Namespace}/{lead.Name}", lead.Holder, lead.RenewedAt, now - lead.RenewedAt, lead.IsHeld(now), lead.Announces ?? _policyAnnounces))],
            _sight.BehindIn(only),
            [.. sources.Select(StateOf)]);
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _sight.DisposeAsync();

    // Where several lead, each of a namespace of its own, it is enough that one tells people.
    private AnnounceMode? Announces()
    {
        var now = clock.GetCurrentInstant();
        var modes = (_leads ?? []).Where(lead => lead.IsHeld(now)).Select(lead => lead.Announces ?? _policyAnnounces).ToArray();
        return modes.Length == 0 ? null : modes.Max();
    }

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
