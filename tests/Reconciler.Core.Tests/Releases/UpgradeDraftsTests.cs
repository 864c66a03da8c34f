using Reconciler.Api;
using Reconciler.Core.Releases;

namespace Reconciler.Core.Tests.Releases;

public sealed class UpgradeDraftsTests
{
    [Fact]
    public void Of_PlansOneUpgradeForARegion_WithACanary()
    {
        var drafts = UpgradeDrafts.Of(GivenReleases.World($"{Cucm("b", "12.5")}---\n{Cucm("a", "12.5(1)SU7a")}---\n{Cucm("c", "14SU3")}"));

        var draft = Assert.Single(drafts.Plans);
        Assert.Equal("amer-to-15su2", draft.Plan.Metadata.Name);
        Assert.Equal(("15SU2", UpgradeMethod.Direct, UpgradeGroundKind.BelowSupported), (draft.Plan.Spec.Target, draft.Plan.Spec.Method, draft.Plan.Spec.Ground!.Kind));
        Assert.Equal(["a", "b"], draft.Plan.Spec.Instances.Names);
        Assert.Equal(["a"], draft.Plan.Spec.Waves[0].Instances);
        Assert.Equal(["a runs CUCM 12.5(1)SU7a: n-2", "b runs CUCM 12.5(1): n-2"], draft.Reasons);
    }

    [Theory]
    [InlineData("14SU3", "")]
    [InlineData("15SU2", "")]
    [InlineData("12.5", "  activatedOn: 2026-12-02\n")]
    public void Of_DraftsNothing_WhenNobodyMustUpgrade(string version, string more)
    {
        var drafts = UpgradeDrafts.Of(GivenReleases.World(Cucm("a", version) + more));

        Assert.Empty(drafts.Plans);
        Assert.Empty(drafts.Stranded);
    }

    [Fact]
    public void Of_LeavesOutWhatIsPlanned_AndTakesNoNameTwice()
    {
        const string Planned = """
            ---
            apiVersion: ops.reconciler.dev/v1alpha1
            kind: UpgradePlan
            metadata: {name: amer-to-15su2}
            spec: {target: 15SU2, instances: {names: [a]}, duration: 6h}

            """;

        var draft = Assert.Single(UpgradeDrafts.Of(GivenReleases.World(Cucm("a", "12.5") + Planned + "---\n" + Cucm("b", "12.5"))).Plans);

        Assert.Equal("amer-to-15su2-2", draft.Plan.Metadata.Name);
        Assert.Equal(["b"], draft.Plan.Spec.Instances.Names);
        Assert.Empty(draft.Plan.Spec.Waves);
    }

    [Fact]
    public void Of_DraftsAMigration_WhereOnlyThatLeadsToTheTarget() =>
        Assert.Equal(UpgradeMethod.Migration, Assert.Single(UpgradeDrafts.Of(GivenReleases.World(Cucm("a", "11.5"))).Plans).Plan.Spec.Method);

    [Fact]
    public void Of_SaysWhoIsStranded_WhenNoUpgradeHelps()
    {
        var drafts = UpgradeDrafts.Of(GivenReleases.World(Cucm("a", "9.1")));

        Assert.Empty(drafts.Plans);
        Assert.Equal(["a runs CUCM 9.1(1): n-2; no upgrade leads from 9.1(1) to train 15: upgrade to a train in between first: 12.5, 14 lead there"], drafts.Stranded);
    }

    private static string Cucm(string name, string version) =>
        GivenReleases.Instance(name, $"{{kind: CUCM, version: '{version}', nodes: [{{name: pub, role: publisher, dataCenter: dc}}]}}");
}
