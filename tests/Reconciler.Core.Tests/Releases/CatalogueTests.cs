using CsCheck;
using Reconciler.Api;
using Reconciler.Core.Releases;

namespace Reconciler.Core.Tests.Releases;

public sealed class CatalogueTests
{
    [Theory]
    [InlineData(ApplicationKind.Cucm, "14.0.1.13900-155", "14SU3")]
    [InlineData(ApplicationKind.Cucm, "14.0.1.13900-155.x86_64", "14SU3")]
    [InlineData(ApplicationKind.SessionManagement, "14.0.1.13900-155", "14SU3")]
    [InlineData(ApplicationKind.ImPresence, "14.0.1.12901-1", "14SU2a")]
    [InlineData(ApplicationKind.Cucm, "12.5.1.17900-99", "12.5(1)SU7")]
    [InlineData(ApplicationKind.Cucm, "12.5.1.18100-7", "12.5(1)SU7a")]
    [InlineData(ApplicationKind.Cucm, "14.0.1.14901-1", "14SU4")]
    [InlineData(ApplicationKind.Cucm, "15.0.1.13901-2", "15SU3")]
    [InlineData(ApplicationKind.Cucm, "15.0.1.10000-32", "15")]
    [InlineData(ApplicationKind.UnityConnection, "15.0.1.11900-14", "15SU1")]
    [InlineData(ApplicationKind.Cucm, "v15SU2", "15SU2")]
    public void ReleaseOf_FollowsTheTable_AlsoWhereTheRuleOfThumbIsWrong(ApplicationKind kind, string version, string release)
    {
        var known = GivenReleases.Catalogue.ReleaseOf(kind, version);

        Assert.Equal(release, known.ToString());
    }

    [Theory]
    [InlineData(ApplicationKind.Cucm, "12.5.1.14900-63", "12.5(1)SU4 (by rule of thumb)")]
    [InlineData(ApplicationKind.UnityConnection, "15.0.1.12901-3", "15SU2a (by rule of thumb)")]
    [InlineData(ApplicationKind.Cucm, "11.5.1.10000-6", "11.5(1) (by rule of thumb)")]
    [InlineData(ApplicationKind.Cucm, "11.5.1.01234-6", "")]
    [InlineData(ApplicationKind.Cucm, "nonsense", "")]
    public void ReleaseOf_SaysThatItIsAnEstimate_WhenTheTableHasNoSuchBuild(ApplicationKind kind, string version, string release) =>
        Assert.Equal(release, GivenReleases.Catalogue.ReleaseOf(kind, version).ToString());

    [Theory]
    [InlineData("17SU1", "n", "n")]
    [InlineData("16", "n", "n")]
    [InlineData("15SU3", "n", "n-1")]
    [InlineData("15SU2", "n", "n-1")]
    [InlineData("15SU1", "n", "n-1")]
    [InlineData("15.0.1.11901-2", "n", "n-1")]
    [InlineData("15", null, "n-2")]
    [InlineData("14SU9", "n-1", "n-2")]
    [InlineData("14SU3", "n-1", "n-2")]
    [InlineData("14SU2a", "n-2", "n-2")]
    [InlineData("14.0.1.12900-161", "n-2", "n-2")]
    [InlineData("13.0", "n-2", "n-2")]
    [InlineData("12.5(1)SU7a", "n-2", "n-2")]
    [InlineData("12.5(1)SU7", "n-2", "n-2")]
    [InlineData("9.1(2)", "n-2", "n-2")]
    [InlineData("X14.3.1", null, null)]
    [InlineData("nonsense", null, null)]
    public void StandingOf_ShiftsByOneColumn_WhenTheCatalogueGainsATrain(string version, string? before, string? after)
    {
        Assert.Equal(before, GivenReleases.Catalogue.StandingOf(ApplicationKind.Cucm, version)!.Column?.Name);
        Assert.Equal(after, new Catalogue(GivenReleases.WithTrain16).StandingOf(ApplicationKind.Cucm, version)!.Column?.Name);
    }

    [Fact]
    public void StandingOf_CountsTrainsOfTheApplicationAlone()
    {
        var catalogue = new Catalogue(GivenReleases.WithTrain16);

        Assert.Equal("n", catalogue.StandingOf(ApplicationKind.EmergencyResponder, "15SU2")!.Column!.Name);
        Assert.Equal("n-1", catalogue.StandingOf(ApplicationKind.Cucm, "15SU2")!.Column!.Name);
        Assert.Null(catalogue.StandingOf(ApplicationKind.Expressway, "X14.3.1"));
    }

    [Fact]
    public void StandingOf_NeverImproves_WhenTheReleaseIsOlder()
    {
        string[] trains = ["10.5", "11.5", "12.5", "14", "15", "16"];
        var releases = Gen.Select(Gen.Int[0, trains.Length - 1], Gen.Int[0, 9], (train, update) => update == 0 ? trains[train] : $"{trains[train]}SU{update}");

        Gen.Select(releases, releases).Sample(pair =>
        {
            var (one, other) = (GivenReleases.Release(pair.Item1), GivenReleases.Release(pair.Item2));
            var (older, newer) = one < other ? (one, other) : (other, one);
            var (left, right) = (BehindOf(older), BehindOf(newer));
            return left is null || right is null || left >= right;
        });

        static int? BehindOf(ReleaseVersion release) => GivenReleases.Catalogue.StandingOf(ApplicationKind.Cucm, release.ToString())!.Column?.Behind;
    }

    [Fact]
    public void TargetOf_IsTheLowestListedRelease_WhenTheTrainNamesNone()
    {
        Assert.Equal("15SU2", Catalogue.TargetOf(GivenReleases.Catalogue.TrainsOf(ApplicationKind.Cucm).First()).ToString());
        Assert.Equal("16", Catalogue.TargetOf(new Catalogue(GivenReleases.WithTrain16).TrainsOf(ApplicationKind.Cucm).First()).ToString());
    }
}
