using NodaTime;
using Reconciler.Core.Tests.Worlds;

namespace Reconciler.Core.Tests.Support;

/// <summary>A case as it stands: what is dated in the future has not happened, and every answer holds to the second (policy, section 8).</summary>
public sealed class CaseFileTests
{
    private const string Wednesday = "2026-12-02T14:00:00Z";
    private const string SecondLater = "2026-12-02T14:00:01Z";

    [Theory]
    [InlineData(Wednesday, "", null)]
    [InlineData(SecondLater, "", false)]
    [InlineData(Wednesday, "acknowledgedAt: 2026-12-02T14:00:00Z", true)]
    [InlineData(SecondLater, "acknowledgedAt: 2026-12-02T14:00:00Z", true)]
    [InlineData(SecondLater, "acknowledgedAt: 2026-12-02T14:00:01Z", false)]
    [InlineData(Wednesday, "acknowledgedAt: 2026-12-02T15:00:00Z", null)] // in the future
    [InlineData(SecondLater, "acknowledgedAt: 2026-12-02T15:00:00Z", false)]
    [InlineData(SecondLater, "resolvedAt: 2026-12-02T13:00:00Z", true)] // what is resolved was answered
    [InlineData("2026-12-03T09:00:00Z", "resolvedAt: 2026-12-02T14:00:01Z", false)]
    public void ResponseMet_IsKnownToTheSecond(string now, string fields, bool? met) => Assert.Equal(met, Cases.At(now, fields).ResponseMet);

    [Fact]
    public void ResponseMet_WakesThePass_OneSecondAfterTheTarget()
    {
        var world = Passes.At(Cases.OpenedAt, Cases.Yaml("c1"));

        Assert.Null(world.Cases.Single().ResponseMet);
        Assert.Equal(Passes.Instant(SecondLater), world.Moment.NextWake);
    }

    [Theory]
    [InlineData("triaged: {severity: S4, by: p, at: 2026-12-01T15:00:00Z}", "2026-12-04T14:00:00Z")] // lowered: from the opening
    [InlineData("triaged: {severity: S1, by: p, at: 2026-12-01T15:00:00Z}", "2026-12-01T15:15:00Z")] // raised: from then on
    [InlineData("triaged: {severity: S1, by: p, at: 2026-12-01T13:00:00Z}", "2026-12-01T14:15:00Z")] // raised before it was opened
    [InlineData("triaged: {severity: S3, by: p, at: 2026-12-01T15:00:00Z}", "2026-12-02T14:00:00Z")] // confirmed
    [InlineData("triaged: {severity: S1, by: p, at: 2026-12-03T15:00:00Z}", "2026-12-02T14:00:00Z")] // in the future
    [InlineData("acknowledgedAt: 2026-12-01T14:30:00Z\ntriaged: {severity: S1, by: p, at: 2026-12-01T15:00:00Z}", "2026-12-02T14:00:00Z")] // after the answer
    [InlineData("acknowledgedAt: 2026-12-01T15:00:00Z\ntriaged: {severity: S4, by: p, at: 2026-12-01T15:00:00Z}", "2026-12-04T14:00:00Z")] // with the answer
    public void ResponseDue_FollowsTheTriage_UntilTheAnswer(string fields, string due) => Assert.Equal(Passes.Instant(due), Cases.At(Wednesday, fields).ResponseDue);

    [Fact]
    public void IntervalEnd_FollowsTheSeverityThatHolds_AlsoAfterTheAnswer() => Assert.Equal(
        Passes.Instant("2026-12-04T14:00:00Z"),
        Cases.At(Wednesday, "acknowledgedAt: 2026-12-01T14:30:00Z\ntriaged: {severity: S4, by: p, at: 2026-12-01T15:00:00Z}").IntervalEnd);

    [Theory]
    [InlineData(Wednesday, "", false)]
    [InlineData(SecondLater, "", true)]
    [InlineData(SecondLater, "resolvedAt: 2026-12-02T14:00:01Z", false)]
    [InlineData(SecondLater, "resolvedAt: 2026-12-02T14:00:02Z", true)]
    [InlineData(SecondLater, "holds: [{from: 2026-12-02T14:00:01Z, until: 2026-12-02T14:00:02Z}]", false)]
    [InlineData(SecondLater, "holds: [{from: 2026-12-02T14:00:02Z, until: 2026-12-03T14:00:00Z}]", true)] // not begun
    [InlineData(SecondLater, "holds: [{from: 2026-12-01T14:00:00Z, until: 2026-12-02T14:00:01Z}]", true)] // over: half-open
    [InlineData(SecondLater, "holds: [{from: 2026-12-01T14:00:00Z}]", true)] // without an end it holds nothing
    [InlineData(SecondLater, "holds: [{from: 2026-12-01T14:00:00Z}, {from: 2026-12-01T14:00:00Z, until: 2026-12-03T14:00:00Z}]", false)]
    public void IsOverdue_IsKnownToTheSecond(string now, string fields, bool overdue) => Assert.Equal(overdue, Cases.At(now, fields).IsOverdue);

    [Theory]
    [InlineData("", false, false)]
    [InlineData("updates: [{at: 2026-12-02T10:00:00Z, status: looking}]", false, false)]
    [InlineData("updates: [{at: 2026-12-02T10:00:00Z, status: looking, plan: ' '}]", false, false)]
    [InlineData("updates: [{at: 2026-12-02T10:00:00Z, status: looking, plan: restart}]", true, true)]
    [InlineData("updates: [{at: 2026-12-02T10:00:00Z, status: looking, plan: restart, accepted: false}]", true, false)]
    [InlineData("updates: [{at: 2026-12-09T10:00:00Z, status: looking, plan: restart}]", false, false)] // in the future
    [InlineData("updates: [{at: 2026-12-02T11:00:00Z, status: looking}, {at: 2026-12-02T10:00:00Z, status: looking, plan: restart}]", true, false)] // by time, not by place
    public void Updates_CountByWhatWasSaidLast(string fields, bool hasPlan, bool acceptable)
    {
        var file = Cases.At(Wednesday, fields);

        Assert.Equal((hasPlan, acceptable), (file.HasPlan, file.IsAcceptable));
    }

    [Theory]
    [InlineData("requested: {severity: S2, by: n, at: 2026-12-01T15:00:00Z}", true)]
    [InlineData("requested: {severity: S3, by: n, at: 2026-12-01T15:00:00Z}", false)] // no higher
    [InlineData("requested: {severity: S4, by: n, at: 2026-12-01T15:00:00Z}", false)]
    [InlineData("requested: {severity: S2, by: n, at: 2026-12-09T15:00:00Z}", false)] // in the future
    [InlineData("requested: {severity: S2, by: n, at: 2026-12-01T15:00:00Z}\ntriaged: {severity: S3, by: p, at: 2026-12-01T15:00:00Z}", false)]
    [InlineData("requested: {severity: S2, by: n, at: 2026-12-01T15:00:00Z}\ntriaged: {severity: S3, by: p, at: 2026-12-01T14:59:59Z}", true)]
    [InlineData("requested: {severity: S1, by: n, at: 2026-12-01T15:00:00Z}\ntriaged: {severity: S2, by: p, at: 2026-12-09T15:00:00Z}", true)]
    public void AwaitsSeverity_UntilTheProviderDecides(string fields, bool awaits) => Assert.Equal(awaits, Cases.At(Wednesday, fields).AwaitsSeverity);

    [Theory]
    [InlineData("2026-12-01T13:59:59Z", false)]
    [InlineData("2026-12-01T14:00:00Z", true)]
    [InlineData("2026-12-02T13:59:59Z", true)]
    [InlineData("2026-12-02T14:00:00Z", false)]
    public void IsWithin_IsHalfOpen_FromTheOpening(string now, bool within) => Assert.Equal(within, Cases.At(now).IsWithin(TimeSpan.FromDays(1)));

    [Fact]
    public void Targets_AreUnknown_WhenTheInstanceIs()
    {
        var file = Passes.At(Wednesday, Cases.Yaml("c1").Replace("instance: acme", "instance: nobody", StringComparison.Ordinal)).Cases.Single();

        Assert.Equal((null, null, null, false), (file.ResponseDue, file.IntervalEnd, file.ResponseMet, file.IsOverdue));
        Assert.Equal(DateTimeZone.Utc, file.Subject.Zone);
    }

    [Fact]
    public void Severity_IsTheMatrixs_WhenNobodyStatedOne()
    {
        var file = Passes.At(Wednesday, Cases.Yaml("c1").Replace("  severity: S3\n", "", StringComparison.Ordinal).Replace("level: localized", "affected: 3, of: 4", StringComparison.Ordinal)).Cases.Single();

        Assert.Equal((Api.CaseSeverity.S3, Api.CaseSeverity.S3), (file.Matrix, file.Severity)); // exactly 3/4 is significant, and medium
    }

    [Fact]
    public void Undone_IsWhatTheChecklistLacks() =>
        Assert.Equal(["notEndUser", "reproduction"], Cases.At(Wednesday, "checklist: [fixTests, details]").Undone.Select(item => item.Name));
}
