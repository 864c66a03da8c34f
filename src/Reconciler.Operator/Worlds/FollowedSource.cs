using Reconciler.Api;
using Reconciler.Core.Policy;
using Reconciler.Kubernetes.Objects;
using Reconciler.Manifests;

namespace Reconciler.Operator.Worlds;

/// <summary>A fleet source as the cluster has it. What its status says counts also where what people wrote can not be read: a revision may be applied in part.</summary>
/// <param name="Source">The fleet source; null: it can not be read.</param>
/// <param name="Status">Its status; null: it has none that can be read.</param>
/// <param name="Problem">Where it can not be read: why.</param>
/// <param name="StatusDigest">Digest of its status; 0: it has none.</param>
internal sealed record FollowedSource(FleetSource? Source, FleetSourceStatus? Status, string Problem, UInt128 StatusDigest)
{
    /// <summary>Reads one.</summary>
    public static FollowedSource Read(ApiObject found)
    {
        var contents = ManifestReader.ReadObject($"{KnownTypes.Fleets.Plural}/{found.Head.Name}", found.Json.Span, withStatus: true);
        var digest = JsonDigest.Of(found.Json, "status");
        return contents.Objects is [{ Value: FleetSource source }]
            ? new(source, source.Status, "", digest)
            : new(null, ManifestReader.ReadStatus<FleetSourceStatus>(found.Json.Span), ProblemText.Of(contents.Problems.Where(problem => problem.Severity == Severity.Error)), digest);
    }
}
