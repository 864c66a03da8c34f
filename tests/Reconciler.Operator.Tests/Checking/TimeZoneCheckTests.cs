using System.Globalization;
using Reconciler.Core.Time;
using Reconciler.Operator.Checking;

namespace Reconciler.Operator.Tests.Checking;

public sealed class TimeZoneCheckTests
{
    private static readonly int Year = int.Parse(IanaZones.Version[..4], CultureInfo.InvariantCulture);

    [Fact]
    public void Database_IsWell_UntilTheEndOfTheNextYear() =>
        Assert.Equal(CheckResult.Ok, TimeZoneCheck.Of(new(Year + 1, 12, 31, 23, 59, 59, TimeSpan.Zero)).Result);

    [Fact]
    public void Database_IsOld_FromTheYearAfterThatOn()
    {
        var found = TimeZoneCheck.Of(new(Year + 2, 1, 1, 0, 0, 0, TimeSpan.Zero));

        Assert.Equal(CheckResult.Warn, found.Result);
        Assert.Contains("install a later version", found.Mend, StringComparison.Ordinal);
    }
}
