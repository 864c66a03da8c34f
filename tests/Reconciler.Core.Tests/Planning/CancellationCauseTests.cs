using System.Collections.Immutable;
using NodaTime;
using Reconciler.Api;
using Reconciler.Core.Inventory;
using Reconciler.Core.Planning;
using Reconciler.Core.Tests.Worlds;

namespace Reconciler.Core.Tests.Planning;

/// <summary>Whose doing a cancellation is: of who took the change away, never of who announced it.</summary>
public sealed class CancellationCauseTests
{
    private const string Cop = """
        apiVersion: ops.reconciler.dev/v1alpha1
        kind: CopRequest
        metadata: {name: hsm, annotations: {ops.reconciler.dev/revision: told, ops.reconciler.dev/author: Jane}}
        spec:
          instances: {names: [acme]}
          file: ciscocm.V15SU2_CSCwa12345_C0169-1.cop.sha512
          checksum: 'sha512:ab'
          initiator: provider
          class: fix
          application: CUCM
          duration: 2h
          latest: 2027-03-01
        """;

    private static readonly ObjectRef Origin = new("CopRequest", "default", "hsm");
    private static readonly ObjectRef Site = new("DedicatedInstance", "default", "acme");
    private static readonly Provenance One = new("one", "Wu Jing");
    private static readonly Provenance Other = new("other", "Marie");
    private static readonly Instant Before = Passes.Instant("2026-12-01T09:00:00Z");
    private static readonly Instant Now = Passes.Instant("2026-12-02T09:00:00Z");

    [Fact]
    public void Plan_NamesTheCommitOfTheRemoval_InTicketAndNotices()
    {
        var plan = Planner.Plan(Passes.SnapshotOf(Passes.Instance) with { Removals = Removed((Origin, One), (Site, Other)) }, Told(), Now);

        Named(plan, "one", "Wu Jing");
    }

    [Fact]
    public void Plan_NamesTheCommitOfTheRemovalOfTheInstance_WhereTheOriginIsNotKnownToBeRemoved() =>
        Named(Planner.Plan(Passes.SnapshotOf() with { Removals = Removed((Site, Other)) }, Told(), Now), "other", "Marie", notices: 0);

    [Fact]
    public void Plan_NamesTheCommitThatEditedTheOrigin_WhereThatWantsTheChangeNoMore()
    {
        var edited = Cop.Replace("names: [acme]", "names: [beta]", StringComparison.Ordinal).Replace("told", "edited", StringComparison.Ordinal).Replace("Jane", "Wu Jing", StringComparison.Ordinal);

        Named(Planner.Plan(Passes.SnapshotOf(Passes.Instance, Passes.Instance.Replace("acme", "beta", StringComparison.Ordinal), edited), Told(), Now), "edited", "Wu Jing");
    }

    [Fact]
    public void Plan_NamesNoCommit_WhereNoneIsKnownToHaveTakenItAway() => Named(Planner.Plan(Passes.SnapshotOf(Passes.Instance), Told(), Now), null, null);

    [Fact]
    public void Plan_GoesOnNamingIt_WhenTheRemovalIsForgotten()
    {
        var cancelled = Planner.Plan(Passes.SnapshotOf(Passes.Instance) with { Removals = Removed((Origin, One)) }, Told(), Now).NextLedger;

        Named(Planner.Plan(Passes.SnapshotOf(Passes.Instance), cancelled, Now + Duration.FromMinutes(1)), "one", "Wu Jing");
    }

    // Tickets that were adopted name nobody who was told: without the instance there is nobody to tell.
    private static void Named(Plan plan, string? revision, string? author, int notices = 2)
    {
        var ticket = plan.NextLedger.Tickets.Values.Single(ticket => ticket.Spec.CancelledAt is not null);
        Assert.Equal((revision, author), (ticket.Spec.Revision, ticket.Spec.Author));
        var cancelled = plan.Notices.Where(notice => notice.Kind == NoticeKind.Cancelled).ToArray();
        Assert.Equal(notices, cancelled.Length);
        Assert.All(cancelled, notice => Assert.Equal((revision, author), (notice.Object!.Spec.Facts.Revision, notice.Object.Spec.Facts.Author)));
    }

    private static ImmutableDictionary<ObjectRef, Provenance> Removed(params (ObjectRef Object, Provenance By)[] removed) => removed.ToImmutableDictionary(each => each.Object, each => each.By);

    private static Ledger Told()
    {
        var ledger = Planner.Plan(Passes.SnapshotOf(Passes.Instance, Cop), Ledger.Empty, Before, new() { Adopt = true }).NextLedger;
        Assert.Equal(("told", "Jane"), (Assert.Single(ledger.Tickets.Values).Spec.Revision, ledger.Tickets.Values.Single().Spec.Author));
        return ledger;
    }
}
