using System.Collections.Immutable;
using Reconciler.Api;
using Reconciler.Core.Inventory;
using Reconciler.Git;
using Reconciler.Kubernetes.Objects;
using Reconciler.Operator.Fleets;

namespace Reconciler.Operator.Tests.Fleets;

/// <summary>What a revision that rests asks people.</summary>
public sealed class PruneGateTests
{
    private static readonly ObjectRef Gone = new("MaintenanceWindow", "fleet", "patch");
    private static readonly string Commit = new('3', 40);

    [Theory]
    [InlineData("prdo", "fleet", "main", "'spec.path' is 'prdo', and was 'prod' when the last revision was applied: is that right?")]
    [InlineData("prod", "flet", "main", "'spec.targetNamespace' is 'flet', and was 'fleet' when the last revision was applied: is that right?")]
    [InlineData("prod", "fleet", "mian", "'spec.ref' is 'mian', and was 'main' when the last revision was applied: is that right?")]
    [InlineData("", "flet", "main", "'spec.path' is '', and was 'prod'; 'spec.targetNamespace' is 'flet', and was 'fleet' when the last revision was applied: is that right?")]
    [InlineData("prod", "fleet", "main", "Are 'spec.url', 'spec.ref', 'spec.path' and 'spec.targetNamespace' right, and the repository whole?")]
    public void Pass_AsksForWhatIsNotAsItWas_WhenItHolds(string path, string space, string branch, string question)
    {
        var status = new FleetSourceStatus { LastAppliedRevision = $"main@sha1:{Commit}", LastAppliedFrom = new() { Path = "prod", TargetNamespace = "fleet" }, Objects = 1 };
        var revision = new Revision(Commit, branch, "Jane", DateTimeOffset.UnixEpoch);
        var tree = new WantedTree(revision, WantedTree.NameOf(revision), ImmutableDictionary<ObjectRef, WantedObject>.Empty, "sha256:0", path, space);
        var changes = new FleetChanges
        {
            Writes = [],
            Prunes = [(Gone, new ObjectHead { Name = new("fleet", "patch") })],
            Gone = [Gone],
            HandedOver = 0,
            Contested = [],
            Leaving = [],
            Unchanged = 0,
            Held = 1,
        };

        var held = Assert.Throws<SyncException>(() => PruneGate.Pass(new("ops", "team"), status, tree, changes, _ => 0, most: 5, released: null));

        Assert.Contains($". {question} If this is meant: kubectl annotate fleet team -n ops ", held.Message, StringComparison.Ordinal);
    }
}
