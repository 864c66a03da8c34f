using System.Globalization;
using System.Text.Json.Nodes;
using Reconciler.Core.Time;
using Reconciler.Operator.Checking;

namespace Reconciler.Operator.Tests.Checking;

public sealed class TimeZoneCheckTests
{
    private static readonly int Year = int.Parse(IanaZones.Version[..4], CultureInfo.InvariantCulture);

    [Fact]
    public void Database_IsWell_UntilTheEndOfTheNextYear() =>
        Assert.Equal(CheckResult.Ok, TimeZoneCheck.Of(new(Year + 1, 12, 31, 23, 59, 59, TimeSpan.Zero), null).Result);

    [Fact]
    public void Database_IsOld_FromTheYearAfterThatOn()
    {
        var found = TimeZoneCheck.Of(new(Year + 2, 1, 1, 0, 0, 0, TimeSpan.Zero), null);

        Assert.Equal(CheckResult.Warn, found.Result);
        Assert.Contains("install a later version", found.Mend, StringComparison.Ordinal);
    }

    [Fact]
    public void Zone_OfThePolicyOfTheCluster_HasToBeKnown()
    {
        var found = TimeZoneCheck.Of(new(Year, 12, 1, 0, 0, 0, TimeSpan.Zero), JsonNode.Parse("""{"spec": {"grids": [{"name": "MARS", "zone": "Mars/Olympus"}]}}"""));

        Assert.Equal(CheckResult.Fail, found.Result);
        Assert.Contains("does not know Mars/Olympus", found.Detail, StringComparison.Ordinal);
    }
}
