using Reconciler.Core.Time;

namespace Reconciler.Core.Tests.Time;

public sealed class IanaZonesTests
{
    [Theory]
    [InlineData("America/New_York")]
    [InlineData("Australia/ACT")]
    [InlineData("UTC")]
    public void TryGet_FindsZone(string id) => Assert.Equal(id, IanaZones.TryGet(id)!.Id);

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("EST5")]
    [InlineData("UTC+05")]
    [InlineData("europe/berlin")]
    [InlineData("W. Europe Standard Time")]
    public void TryGet_Null_WhenIanaHasNone(string? id) => Assert.Null(IanaZones.TryGet(id));

    [Fact]
    public void Version_IsThatOfTheTzDatabase() => Assert.Matches("^20[0-9]{2}[a-z]$", IanaZones.Version);
}
