using Reconciler.Api;

namespace Reconciler.Manifests.Tests;

/// <summary>The policy in force: the shipped one, and the fleet's laid over it.</summary>
public sealed class PolicyTests
{
    private const string Head = "apiVersion: ops.reconciler.dev/v1alpha1\nkind: OperationalPolicy\nmetadata: {name: default}\n";

    [Fact]
    public void ShippedPolicy_IsInForce_WhereAFleetSaysNothing()
    {
        var snapshot = Read.Fleet("").Snapshot;

        Assert.Equal(ManifestWriter.WriteRecord(ShippedPolicy.Spec), ManifestWriter.WriteRecord(snapshot.Policy));
        Assert.Null(snapshot.PolicyObject);
        Assert.Equal(["americas", "apjc", "australia", "europe"], snapshot.Policy.Grids.Select(grid => grid.Name));
        Assert.Equal(["AMER", "APJC", "AUS", "EMEA", "EU", "UK"], snapshot.Policy.Regions.Select(region => region.Name));
        Assert.Equal((10, 10), (snapshot.Policy.Notice.CallingAffectingBusinessDays, snapshot.Policy.Notice.OtherDays));
    }

    [Fact]
    public void ShippedPolicy_ChangesNothing_WhenLaidOverItself()
    {
        var fleet = Read.Fleet(ShippedPolicy.Yaml);

        Assert.Empty(fleet.Problems);
        Assert.Equal(ManifestWriter.WriteRecord(ShippedPolicy.Spec), ManifestWriter.WriteRecord(fleet.Snapshot.Policy));
        Assert.NotNull(fleet.Snapshot.PolicyObject);
    }

    [Fact]
    public void Overlay_ChangesWhatItNames_AndNothingElse()
    {
        var policy = PolicyOf(
            """
            spec:
              notice: {otherDays: 12}
              categories: {routine: {weekend: true}}
              regions:
              - {name: UK, calendars: [uk]}
              - {name: NORDIC, title: Nordic, grid: europe, concurrentChanges: 2}
              freezes: [{name: sale, from: 2027-01-14, to: 2027-01-19}]
              announce: {reminderDays: [7]}
            """);
        var shipped = ShippedPolicy.Spec;
        var uk = policy.Regions.Single(region => region.Name == "UK");

        Assert.Equal(
            ManifestWriter.WriteRecord(shipped with
            {
                Notice = shipped.Notice with { OtherDays = 12 },
                Categories = shipped.Categories.SetItem("routine", shipped.Categories["routine"] with { Weekend = true }),
                Regions = policy.Regions,
                Freezes = policy.Freezes,
                Announce = shipped.Announce with { ReminderDays = [7] },
            }),
            ManifestWriter.WriteRecord(policy));
        Assert.Equal(["AMER", "APJC", "AUS", "EMEA", "EU", "NORDIC", "UK"], policy.Regions.Select(region => region.Name));
        Assert.Equal(("United Kingdom", "europe", 10, "uk"), (uk.Title, uk.Grid, uk.ConcurrentChanges, Assert.Single(uk.Calendars)));
        Assert.Equal("sale", Assert.Single(policy.Freezes).Name);
    }

    [Theory]
    [InlineData("spec: {notice: {businessDays: [sunday]}}", "spec.notice.businessDays[0]", "4:32-4:38")]
    [InlineData("spec: {notice: }", "spec.notice.otherDays", "4:7-4:17")]
    [InlineData("spec: {regions: [{name: UK, grid: apjc}]}", "spec.regions[5].grid", "4:35-4:39")]
    [InlineData("spec: {regions: [{name: UK, grid: apjc}]}", "spec.regions[0].grid", "4:17-4:41")]
    public void Find_IsAPlaceOfTheFleetsPolicy_AlsoForWhatOnlyTheShippedOneSays(string spec, string path, string place)
    {
        var span = Read.Fleet(Head + spec).Snapshot.PolicyObject!.Source.Find(path);

        Assert.Equal(place, $"{span.Line}:{span.Column}-{span.EndLine}:{span.EndColumn}");
    }

    [Fact]
    public void Overlay_LeavesTheValueBelow_WhereItIsNull() => Assert.Equal(10, PolicyOf("spec: {notice: {otherDays: null}, grids: ~}").Notice.OtherDays);

    [Fact]
    public void Digest_IsTheSame_ForTheSamePolicyWrittenAnotherWay()
    {
        Assert.Equal(DigestOf("spec: {regions: [{name: UK, calendars: [a]}, {name: EU, calendars: [b]}]}"), DigestOf("spec:\n  regions:\n  - name: EU\n    calendars: [b]\n  - {calendars: [a], name: UK}\n"));
        Assert.NotEqual(DigestOf("spec: {notice: {otherDays: 11}}"), DigestOf("spec: {notice: {otherDays: 12}}"));
        Assert.Equal(DigestOf("spec: {notice: {otherDays: 10}}"), Read.Fleet(ShippedPolicy.Yaml).Snapshot.PolicyDigest);
    }

    [Fact]
    public void ShippedPolicy_IsInForce_WhereTheFleetsHasAProblem()
    {
        var fleet = Read.Fleet(Head + "spec: {notice: {otherDays: 12}, noticee: {}}");

        Assert.Equal(10, fleet.Snapshot.Policy.Notice.OtherDays);
        Assert.Equal("unknown field 'spec.noticee' of OperationalPolicy", Assert.Single(fleet.Problems).Message);
    }

    private static OperationalPolicySpec PolicyOf(string spec)
    {
        var fleet = Read.Fleet(Head + spec);
        Assert.Empty(fleet.Problems.Select(problem => problem.Message));
        return fleet.Snapshot.Policy;
    }

    private static string DigestOf(string spec) => Read.Fleet(Head + spec).Snapshot.PolicyDigest;
}
