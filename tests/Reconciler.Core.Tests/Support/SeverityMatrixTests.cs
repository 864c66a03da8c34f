using Reconciler.Api;
using Reconciler.Core.Support;
using Reconciler.Manifests;

namespace Reconciler.Core.Tests.Support;

/// <summary>The matrix of the shipped policy, cell by cell, and its thresholds to the last phone (policy, section 8).</summary>
public sealed class SeverityMatrixTests
{
    [Theory]
    [InlineData("critical", "S1 S1 S2 S3")]
    [InlineData("high", "S1 S2 S2 S3")]
    [InlineData("medium", "S2 S3 S3 S3")]
    [InlineData("low", "S4 S4 S4 S4")]
    public void Of_IsTheCellOfTheGuide(string urgency, string row)
    {
        string[] levels = ["extensive", "significant", "localized", "individualized"];

        Assert.Equal(row, string.Join(' ', levels.Select(level => SeverityMatrix.Of(Case(new() { Level = level }, urgency), ShippedPolicy.Spec.Support))));
    }

    [Theory]
    [InlineData(3001, 4000, "extensive")]
    [InlineData(3000, 4000, "significant")]
    [InlineData(2000, 4000, "significant")]
    [InlineData(1999, 4000, "localized")]
    [InlineData(1000, 4000, "localized")]
    [InlineData(999, 4000, "individualized")]
    [InlineData(0, 4000, "individualized")]
    [InlineData(100000000, 100000000, "extensive")]
    public void LevelOf_DecidesOnTheThreshold(int affected, int all, string level) =>
        Assert.Equal(level, SeverityMatrix.LevelOf(new() { Affected = affected, Of = all }, ShippedPolicy.Spec.Support));

    [Theory]
    [InlineData("galactic", "high")]
    [InlineData("localized", "panic")]
    public void Of_IsUnknown_WhereThePolicyHasNoSuchRowOrColumn(string level, string urgency) =>
        Assert.Null(SeverityMatrix.Of(Case(new() { Level = level }, urgency), ShippedPolicy.Spec.Support));

    private static SupportCaseSpec Case(CaseImpact impact, string urgency) => new()
    {
        Summary = "no calls",
        Instance = "acme-amer",
        Question = "outage",
        Impact = impact,
        Urgency = urgency,
        OpenedAt = default,
    };
}
