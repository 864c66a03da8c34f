using System.Collections.Immutable;
using Reconciler.Api;
using Reconciler.Core.Inventory;
using Reconciler.Core.Planning;
using Reconciler.Core.Policy;
using Reconciler.Core.Tests.Worlds;

namespace Reconciler.Core.Tests.Policy;

/// <summary>What a waiver does: it lifts its rule for its object until the end of its date in the region's zone, and never hides a finding.</summary>
public sealed class FindingsTests
{
    private const string Day = "2027-01-31T12:00:00Z";
    private const string Waive = "WIN005 until=2027-01-31 by=jane reason=agreed";

    private static readonly Rule Waivable = new("WIN005", "t", Severity.Error, Waivable: true, "");
    private static readonly Rule Strict = new("NOT001", "t", Severity.Error, Waivable: false, "");
    private static readonly Violation Broken = new("spec.start", "broken", "mend it");

    [Theory]
    [InlineData("2027-02-01T04:59:59Z", Severity.Info, false)]
    [InlineData("2027-02-01T05:00:00Z", Severity.Error, true)] // midnight in New York
    public void Report_LiftsTheSeverity_UntilTheWaiversDateIsOver(string now, Severity severity, bool stands)
    {
        var findings = new Findings(new(Passes.Instant(now)));

        Assert.Equal(stands, findings.Report(Waivable, Broken, Thing(Waive)));
        Assert.Equal((severity, stands ? null : "jane"), Only(findings, finding => (finding.Severity, finding.WaivedBy)));
    }

    [Fact]
    public void Report_WakesThePass_WhenTheWaiverEnds()
    {
        var moment = new Moment(Passes.Instant(Day));
        new Findings(moment).Report(Waivable, Broken, Thing(Waive));

        Assert.Equal(Passes.Instant("2027-02-01T05:00:00Z"), moment.NextWake);
    }

    [Theory]
    [InlineData(null, Severity.Error, Severity.Error, true)]
    [InlineData(Severity.Warning, Severity.Error, Severity.Warning, false)] // the violation says less than the rule
    [InlineData(null, Severity.Warning, Severity.Warning, true)] // capped: an occurrence that is skipped, and does not take place
    [InlineData(Severity.Info, Severity.Warning, Severity.Info, false)]
    public void Report_HasTheViolationsSeverity_UpToTheCap(Severity? said, Severity most, Severity severity, bool stands)
    {
        var findings = new Findings(new(Passes.Instant(Day)));

        Assert.Equal(stands, findings.Report(Waivable, Broken with { Severity = said }, Thing(""), most: most));
        Assert.Equal(severity, Only(findings, finding => finding.Severity));
    }

    [Theory]
    [InlineData(null, Severity.Error)]
    [InlineData(Severity.Warning, Severity.Info)] // every warning may be waived
    public void Report_DoesNotLiftAnError_ThatNobodyMayWaive(Severity? said, Severity severity)
    {
        var findings = new Findings(new(Passes.Instant(Day)));
        findings.Report(Strict, Broken with { Severity = said }, Thing("NOT001 until=2027-01-31 by=jane reason=agreed"));

        Assert.Equal(severity, Only(findings, finding => finding.Severity));
    }

    [Theory]
    [InlineData("WIN003 until=2027-01-31 by=jane reason=agreed")] // another rule
    [InlineData("WIN005 until=2027-01-31 by=jane")] // no waiver
    [InlineData("WIN005 until=2027-01-30 by=jane reason=agreed")] // past
    public void Report_LiftsNothing_ByAnythingElse(string waive)
    {
        var findings = new Findings(new(Passes.Instant(Day)));

        Assert.True(findings.Report(Waivable, Broken, Thing(waive)));
    }

    [Fact]
    public void Report_LiftsNothing_OfAnotherObject()
    {
        var findings = new Findings(new(Passes.Instant(Day)));
        findings.Report(Waivable, Broken, Thing(Waive));

        Assert.True(findings.Report(Waivable, Broken, Thing("", name: "w2")));
    }

    [Theory]
    [InlineData(Waive, true, null)]
    [InlineData(Waive, false, "Info UnusedWaiver: the waiver of WIN005 by jane lifts nothing")]
    [InlineData("WIN005 until=2027-01-30 by=jane reason=agreed", true, "Warning LapsedWaiver: the waiver of WIN005 by jane ended with 2027-01-30")]
    [InlineData("WIN005", true, "Warning BadWaiver: waiver 'WIN005' is not read: it has no until=DATE")]
    [InlineData("WIN005 until=2027-01-30 by=joe reason=before\n" + Waive, true, null)] // renewed, the old one still there
    public void CheckWaivers_TellsOfThoseThatDoNothing(string waive, bool broken, string? note)
    {
        var findings = new Findings(new(Passes.Instant(Day)));
        if (broken)
        {
            findings.Report(Waivable, Broken, Thing(waive));
        }

        findings.CheckWaivers([Thing(waive), Thing("")]);

        Assert.Equal(
            note is null ? [] : [note],
            findings.ToSorted().Where(finding => finding.Rule != "WIN005").Select(finding => $"{finding.Severity} {finding.Rule}: {finding.Message}"));
    }

    [Fact]
    public void ToSorted_HasEachFindingOnce()
    {
        var findings = new Findings(new(Passes.Instant(Day)));
        findings.Report(Waivable, Broken, Thing(""), entry: "a");
        findings.Report(Waivable, Broken, Thing(""), entry: "b");
        findings.Report(Waivable, Broken with { Path = "spec" }, Thing(""));

        Assert.Equal(2, findings.ToSorted().Length);
    }

    private static T Only<T>(Findings findings, Func<Finding, T> part) => part(Assert.Single(findings.ToSorted()));

    private static Subject Thing(string waive, string name = "w1") => new(
        new("MaintenanceWindow", "default", name),
        Source.None,
        waive.Length == 0 ? ImmutableSortedDictionary<string, string>.Empty : Map.Empty<string>().Add(Annotations.Waive, waive),
        Time.Given.Zone(Time.Given.NewYork));
}
