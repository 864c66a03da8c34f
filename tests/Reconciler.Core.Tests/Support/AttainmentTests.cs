using Reconciler.Api;
using Reconciler.Core.Support;
using Reconciler.Core.Tests.Worlds;

namespace Reconciler.Core.Tests.Support;

/// <summary>S3 and S4 targets are met at least 95 % of the time: exactly that is enough (policy, section 8).</summary>
public sealed class AttainmentTests
{
    private const string Now = "2026-12-10T14:00:00Z";
    private const string InTime = "acknowledgedAt: 2026-12-01T15:00:00Z";
    private const string TooLate = "acknowledgedAt: 2026-12-09T15:00:00Z";

    [Theory]
    [InlineData(19, 20, true)]
    [InlineData(18, 19, false)] // 94.7 %
    [InlineData(38, 40, true)]
    [InlineData(37, 39, false)]
    [InlineData(0, 0, true)]
    [InlineData(0, 1, false)]
    public void Reaches_TurnsAtExactly95Percent(int met, int all, bool reaches)
    {
        var world = Passes.At(Now, [.. Enumerable.Range(0, all).Select(number => Cases.Yaml($"c{number}", number < met ? InTime : TooLate))]);
        var attainment = Attainment.Of(world)[0];

        Assert.Equal((CaseSeverity.S3, met, all), (attainment.Severity, attainment.Met, attainment.Cases.Length));
        Assert.Equal(reaches, attainment.Reaches(95));
    }

    [Theory]
    [InlineData("", "S1", "2026-12-01T14:00:00Z")] // another severity
    [InlineData("", "S3", "2026-12-10T13:00:00Z")] // not answered, not late
    [InlineData(InTime, "S3", "2026-09-11T14:00:00Z")] // 90 days ago
    [InlineData("", "S3", "2026-12-11T14:00:00Z")] // in the future
    [InlineData("triaged: {severity: S2, by: p, at: 2026-12-01T14:30:00Z}", "S3", "2026-12-01T14:00:00Z")] // raised before the answer
    public void Of_LeavesOut_WhatIsNotOfTheSeverityOrPeriodOrNotKnownYet(string fields, string severity, string openedAt) =>
        Assert.All(Attainment.Of(Passes.At(Now, Cases.Yaml("c1", fields, severity, openedAt))), attainment => Assert.Empty(attainment.Cases));

    [Fact]
    public void Of_CountsACaseLoweredBeforeTheAnswer_AtItsNewSeverity()
    {
        var counted = Attainment.Of(Passes.At(Now, Cases.Yaml("c1", InTime + "\ntriaged: {severity: S4, by: p, at: 2026-12-01T14:30:00Z}", "S2")));

        Assert.Equal([(CaseSeverity.S3, 0), (CaseSeverity.S4, 1)], counted.Select(attainment => (attainment.Severity, attainment.Cases.Length)));
    }
}
