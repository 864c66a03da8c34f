using NodaTime;
using Reconciler.Api;
using Reconciler.Core.Planning;
using Reconciler.Core.Tests.Worlds;

namespace Reconciler.Core.Tests.Planning;

/// <summary>A notice was handed to a channel, and whoever did it died before the record: whether it arrived nobody knows.</summary>
public sealed class InDoubtTests
{
    private static readonly Instant Before = Passes.Instant("2026-12-01T09:00:00Z");
    private static readonly Instant Rested = Passes.Instant("2026-12-01T09:10:00Z");

    [Theory]
    [InlineData(0, 0, false)]
    [InlineData(1, 0, true)]
    [InlineData(3, 3, false)]
    [InlineData(3, 2, true)]
    public void Plan_TellsThatItIsOff_WhoMayHaveBeenTold(int attempts, int refused, bool isInDoubt)
    {
        var ledger = Claimed(attempts, refused, out var notice);

        var cancelled = Planner.Plan(Passes.SnapshotOf(Passes.Instance), ledger, Rested).Notices.Where(said => said.Kind == NoticeKind.Cancelled).ToArray();

        Assert.Equal(isInDoubt ? [notice.Recipient.Email] : [], cancelled.Select(said => said.Recipient.Email));
    }

    [Fact]
    public void Plan_SendsItAgain_WhileTheChangeIsWanted()
    {
        var ledger = Claimed(attempts: 1, refused: 0, out var notice);

        var plan = Planner.Plan(Passes.SnapshotOf(Passes.Instance, Passes.Window), ledger, Rested);

        Assert.Contains(notice.MessageId, plan.Notices.Where(said => said.SendNow).Select(said => said.MessageId));
        Assert.Null(Assert.Single(plan.NextLedger.Tickets.Values).Spec.Told);
    }

    [Fact]
    public void Accept_EndsTheDoubt_WhenItWasSentAgain()
    {
        var ledger = Claimed(attempts: 1, refused: 0, out var notice).Accept(notice, Rested);

        var record = Assert.Single(Recipients(ledger), record => record.Recipient.Email == notice.Recipient.Email);
        Assert.Equal((false, Rested.ToDateTimeOffset()), (record.InDoubt, record.SentAt));
    }

    [Fact]
    public void Believe_DoubtsNothing_OfWhatWasDecidedAnewSince()
    {
        var decided = Planner.Plan(Passes.SnapshotOf(Passes.Instance, Passes.Window), Ledger.Empty, Before);
        var earlier = decided.Notices[0].Object! with { Spec = decided.Notices[0].Object!.Spec with { DecidedAt = Before.ToDateTimeOffset().AddDays(-1) } };

        Assert.Same(decided.NextLedger, decided.NextLedger.Believe([earlier with { Status = new() { State = NoticeState.Due, Attempts = 1 } }]));
    }

    private static Ledger Claimed(int attempts, int refused, out PlannedNotice notice)
    {
        var decided = Planner.Plan(Passes.SnapshotOf(Passes.Instance, Passes.Window), Ledger.Empty, Before);
        notice = decided.Notices[0];
        return decided.NextLedger.Believe([notice.Object! with { Status = new() { State = NoticeState.Due, Attempts = attempts, Refused = refused } }]);
    }

    private static IEnumerable<RecipientRecord> Recipients(Ledger ledger) =>
        ledger.Tickets.Values.SelectMany(ticket => ticket.Spec.Occasions).SelectMany(occasion => occasion.Recipients);
}
