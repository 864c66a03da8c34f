using Reconciler.Api;
using Reconciler.Core.Releases;

namespace Reconciler.Core.Tests.Releases;

public sealed class UpgradePathTests
{
    [Theory]
    [InlineData("12.5(1)SU7a", "15SU2")]
    [InlineData("14SU3", "15SU2")]
    [InlineData("14SU4", "15SU2")]
    [InlineData("14SU4", "15SU3")]
    [InlineData("15SU1", "15SU2")]
    [InlineData("15", "15SU2")]
    public void Check_FindsNothing_WhenThePathIsDirect(string from, string target) => Assert.Null(Check(from, target));

    [Theory]
    [InlineData("14SU4", "15", "no upgrade leads from 14SU4 to 15 (CSCwi85184)")]
    [InlineData("14SU4", "15SU1a", "no upgrade leads from 14SU4 to 15SU1a (CSCwi85184)")]
    [InlineData("14SU3", "15SU1", "15SU1 is no target: upgrades to train 15 go to 15SU2 or later")]
    [InlineData("12.5(1)SU7a", "14SU4", "14SU4 is n-1, and no upgrade goes there")]
    [InlineData("11.5", "12.5(1)SU7a", "12.5(1)SU7a is n-2, and no upgrade goes there")]
    [InlineData("11.5", "15SU2", "from 11.5(1) only a migration to new machines leads to train 15")]
    [InlineData("9.1", "15SU2", "no upgrade leads from 9.1(1) to train 15")]
    [InlineData("14SU3", "15SU22", "the catalogue has no release 15SU22 of CUCM")]
    [InlineData("14SU3", "16", "the catalogue has no release 16 of CUCM")]
    public void Check_SaysWhatIsInTheWay(string from, string target, string message) => Assert.Equal(message, Check(from, target)?.Message);

    [Theory]
    [InlineData("11.5", null)]
    [InlineData("14SU3", null)]
    [InlineData("9.1", "no upgrade leads from 9.1(1) to train 15")]
    public void Check_TakesAMigration_WhereThatLeadsToTheTrain(string from, string? message) => Assert.Equal(message, Check(from, "15SU2", UpgradeMethod.Migration)?.Message);

    [Fact]
    public void Check_FollowsTheNewTrain_WhenTheCatalogueGainsOne()
    {
        var catalogue = new Catalogue(GivenReleases.WithTrain16);

        Assert.Null(UpgradePath.Check(catalogue, ApplicationKind.Cucm, GivenReleases.Release("14SU3"), GivenReleases.Release("16"), UpgradeMethod.Direct));
        Assert.Equal(
            new("15SU2 is n-1, and no upgrade goes there", "go to 16 or later"),
            UpgradePath.Check(catalogue, ApplicationKind.Cucm, GivenReleases.Release("14SU3"), GivenReleases.Release("15SU2"), UpgradeMethod.Direct));
    }

    private static PathProblem? Check(string from, string target, UpgradeMethod method = UpgradeMethod.Direct) =>
        UpgradePath.Check(GivenReleases.Catalogue, ApplicationKind.Cucm, GivenReleases.Release(from), GivenReleases.Release(target), method);
}
