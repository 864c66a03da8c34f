using NodaTime;
using NodaTime.Text;
using Reconciler.Api;
using Reconciler.Core.Time;

namespace Reconciler.Core.Tests.Time;

public sealed class WindowListingTests
{
    private static readonly RegionalWindows NewYork = Given.Windows(Given.NewYork);
    private static readonly Freeze YearEnd = new() { Name = "year-end", From = new(new DateOnly(2026, 12, 18)), To = new(new DateOnly(2027, 1, 4)) };

    [Fact]
    public void Between_GivesBothClocksWithTheirOffsets()
    {
        var listed = Assert.Single(List([], [], "2026-03-07 12:00", "2026-03-08 12:00"));

        Assert.Equal(("AMER", "America/New_York", WindowKind.Weekend), (listed.Region, listed.Zone, listed.Kind));
        Assert.Equal(Given.Utc("2026-03-08 02:00"), listed.Opens);
        Assert.Equal(Given.Utc("2026-03-08 10:00"), listed.Closes);
        Assert.Equal("2026-03-07T21:00:00-05", OffsetDateTimePattern.GeneralIso.Format(listed.LocalOpens));
        Assert.Equal("2026-03-08T06:00:00-04", OffsetDateTimePattern.GeneralIso.Format(listed.LocalCloses));
        Assert.Empty(listed.Blocked);
    }

    [Fact]
    public void Between_IncludesBeginAndNotEnd() =>
        Assert.Equal(
            [new LocalDate(2026, 12, 14)],
            List([], [], "2026-12-14 21:00", "2026-12-15 21:00").Select(window => window.LocalOpens.Date));

    //   Thu 17        Fri 18                          Sun 3        Mon 4
    //   21 ==== 00 == 06     21 ============ 06 . . . 21 == 00 ==== 06
    //           [ year-end . . . . . . . . . . . . . . . . )
    [Theory]
    [InlineData("2026-12-16 12:00", null)]
    [InlineData("2026-12-17 12:00", "freeze year-end, 2026-12-18 to 2027-01-04; free until Fri 2026-12-18 00:00 EST")]
    [InlineData("2026-12-18 12:00", "freeze year-end, 2026-12-18 to 2027-01-04")]
    [InlineData("2027-01-03 12:00", "freeze year-end, 2026-12-18 to 2027-01-04; free from Mon 2027-01-04 00:00 EST")]
    [InlineData("2027-01-04 12:00", null)]
    public void Between_SaysWhatAFreezeLeaves(string noon, string? expected)
    {
        var listed = List([YearEnd], [], noon).Single();

        Assert.Equal(expected is null ? [] : [new("WIN005", expected)], listed.Blocked.AsEnumerable());
    }

    [Fact]
    public void Between_SaysWhatIsLeftOnBothSides_WhenABlackoutLiesInside()
    {
        var sale = new Freeze
        {
            Name = "flash-sale",
            From = new(new DateTimeOffset(2026, 12, 16, 3, 0, 0, TimeSpan.Zero)),
            To = new(new DateTimeOffset(2026, 12, 16, 4, 0, 0, TimeSpan.Zero)),
            Reason = "web shop",
        };

        var blocked = List([], [sale], "2026-12-15 12:00").Single().Blocked.Single();

        Assert.Equal(
            "blackout flash-sale, Tue 2026-12-15 22:00 EST to Tue 2026-12-15 23:00 EST (web shop); "
            + "free until Tue 2026-12-15 22:00 EST and from Tue 2026-12-15 23:00 EST",
            blocked.Reason);
    }

    [Fact]
    public void Between_SortsByName_FreezesFirst_AndLeavesOtherRegionsAside()
    {
        var freezes = new[] { YearEnd with { Name = "b" }, YearEnd with { Name = "a" }, YearEnd with { Name = "c", Regions = ["EMEA"] } };

        var blocked = List(freezes, [YearEnd with { Name = "a" }], "2026-12-24 12:00").Single().Blocked;

        Assert.Equal(["freeze a", "freeze b", "blackout a"], blocked.Select(blockage => blockage.Reason.Split(',')[0]));
    }

    private static IEnumerable<ListedWindow> List(IEnumerable<Freeze> freezes, IEnumerable<Freeze> blackouts, string from, string? to = null)
    {
        var begin = Given.At(from, Given.NewYork);
        return WindowListing.Between(
            "AMER", NewYork, freezes, blackouts, begin, to is null ? begin + Duration.FromHours(24) : Given.At(to, Given.NewYork));
    }
}
