using Reconciler.Api;
using Reconciler.Core.Inventory;
using Reconciler.Core.Releases;

namespace Reconciler.Core.Tests.Releases;

public sealed class UpgradeWorkTests
{
    private const string Old = "{kind: IMP, version: 12.5(1)SU3, nodes: [{name: imp-1, role: publisher, dataCenter: dc}]}, {kind: CUCM, version: 12.5.1.14900-62, nodes: "
        + "[{name: sub-1, role: subscriber, dataCenter: dc}, {name: pub, role: publisher, dataCenter: dc}, {name: sub-2, role: subscriber, dataCenter: dc}]}, "
        + "{kind: Expressway, version: X14.3.1, nodes: [{name: edge, role: publisher, dataCenter: dc}]}";

    [Fact]
    public void Prerequisites_NameTheFileAndTheApplications_WhenTheSourceIsOld() => Assert.Equal(
        ["ciscocm.enable-sha512sum-2021-signing-key-v1.0.cop.sgn is installed on every node of IMP and CUCM"],
        UpgradeWork.Prerequisites(Releases(Old), GivenReleases.Shipped));

    [Theory]
    [InlineData("12.5.1.14900-62", true)]
    [InlineData("12.5.1.14900-63", false)]
    [InlineData("12.5(1)SU3", true)]
    [InlineData("12.5(1)SU4", false)]
    [InlineData("11.5", true)]
    [InlineData("14SU3", false)]
    public void Prerequisites_EndWithTheFirstBuildThatNeedsNone(string version, bool isNeeded) =>
        Assert.Equal(isNeeded, !UpgradeWork.Prerequisites(Releases($"{{kind: CUCM, version: {version}, nodes: [{{name: pub, role: publisher, dataCenter: dc}}]}}"), GivenReleases.Shipped).IsEmpty);

    [Fact]
    public void Steps_GoFromPublisherToSubscribers_AndFromCucmToImp() => Assert.Equal(
        [
            "upgrade CUCM to 15SU2: publisher pub, then subscribers sub-1 and sub-2",
            "upgrade IMP to 15SU2: publisher imp-1",
            "switch the version in the same order: CUCM, then IMP",
        ],
        UpgradeWork.Steps(Releases(Old), GivenReleases.Release("15SU2"), GivenReleases.Shipped, UpgradeMethod.Direct));

    [Fact]
    public void Steps_SwitchNothing_WhenItIsAMigration() => Assert.Equal(
        ["migrate CUCM to 15SU2: publisher pub, then subscribers sub-1 and sub-2", "migrate IMP to 15SU2: publisher imp-1"],
        UpgradeWork.Steps(Releases(Old), GivenReleases.Release("15SU2"), GivenReleases.Shipped, UpgradeMethod.Migration));

    private static SiteReleases Releases(string applications)
    {
        var world = GivenReleases.World(GivenReleases.Instance("acme", applications));
        return world.ReleasesOf(world.Sites.Find(new ObjectKey("default", "acme"))!);
    }
}
