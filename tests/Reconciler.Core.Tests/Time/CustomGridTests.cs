using NodaTime;
using Reconciler.Core.Time;

namespace Reconciler.Core.Tests.Time;

/// <summary>Grids of other hours than the policy's: where a clock change meets an opening or a closing itself.</summary>
public sealed class CustomGridTests
{
    // Sun 8 Mar 2026, New York          01:00  01:30 |03:00  03:30  04:00
    //                                   |------|-----|------|------|
    //   opens 02:30, closes 06:00                    [ 03:00 ...
    //   opens 21:00, closes 02:30       ... 03:00    )
    [Theory]
    [InlineData("30 2 * * *", "06:00", "2026-03-08", "Sun 2026-03-08 03:00 EDT to Sun 2026-03-08 06:00 EDT", Mapping.Skipped)]
    [InlineData("0 3 * * *", "06:00", "2026-03-08", "Sun 2026-03-08 03:00 EDT to Sun 2026-03-08 06:00 EDT", Mapping.Exact)]
    [InlineData("0 21 * * *", "02:30", "2026-03-07", "Sat 2026-03-07 21:00 EST to Sun 2026-03-08 03:00 EDT", Mapping.Exact)]

    // Sun 1 Nov 2026, New York          01:00  01:30  01:00  01:30  02:00
    //                                   |--EDT-|------|--EST-|------|
    //   opens 01:30, closes 06:00              [ 01:30 EDT ...
    //   opens 21:00, closes 01:30       ...    )
    [InlineData("30 1 * * *", "06:00", "2026-11-01", "Sun 2026-11-01 01:30 EDT to Sun 2026-11-01 06:00 EST", Mapping.Repeated)]
    [InlineData("0 21 * * *", "01:30", "2026-10-31", "Sat 2026-10-31 21:00 EDT to Sun 2026-11-01 01:30 EDT", Mapping.Exact)]
    public void On_TakesFirstInstantAfterGapAndEarlierOfTwo(string opens, string closes, string date, string expected, Mapping mapping)
    {
        var window = NewYork(opens, closes).On(Given.Date(date));

        Assert.Equal(expected, Given.Text(window));
        Assert.Equal(mapping, window!.Opening);
    }

    // Apia crossed the date line: after Thursday 29 December 2011 came Saturday 31.
    //   Thu 21:00 ===== 24:00|00:00 Sat ===== 06:00
    //          29 closes here)[30 and its window begin here
    [Fact]
    public void On_FindsWindow_WhenItsWholeDayIsSkipped()
    {
        var windows = new RegionalWindows(Given.Grid("Pacific/Apia"));
        var (thursday, friday, saturday) = (windows.On(new(2011, 12, 29))!, windows.On(new(2011, 12, 30))!, windows.On(new(2011, 12, 31))!);

        Assert.Equal(thursday.Closes, friday.Opens);
        Assert.Equal(Mapping.Skipped, friday.Opening);
        Assert.Equal("Sat 2011-12-31 21:00 +14 to Sun 2012-01-01 06:00 +14", Given.Text(saturday));
    }

    [Fact]
    public void On_Null_WhenClockSkipsTheWholeWindow()
    {
        var windows = NewYork("10 2 * * *", "02:50");

        Assert.Null(windows.On(new(2026, 3, 8)));
        Assert.Equal(Duration.FromMinutes(40), windows.On(new(2026, 3, 9))!.Span.Duration);
    }

    [Fact]
    public void On_ClosesADayLater_WhenClosingIsNotAfterOpening() =>
        Assert.Equal(Duration.FromHours(24), NewYork("0 6 * * *", "06:00").On(new(2026, 6, 1))!.Span.Duration);

    [Fact]
    public void On_Null_WhenGridHasNoWindowThatDay() => Assert.Null(NewYork("0 21 * * 3", "06:00").On(new(2026, 12, 15)));

    // Fri 21 ============================ 06 Sat            weekday, Friday's
    //                       03 ------------------- 09       weekend, Saturday's
    [Theory]
    [InlineData("2026-12-19 02:00", WindowKind.Weekday)]
    [InlineData("2026-12-19 04:00", WindowKind.Weekday)]
    [InlineData("2026-12-19 07:00", WindowKind.Weekend)]
    public void At_PrefersWeekday_WhenBothAreOpen(string local, WindowKind expected)
    {
        var grid = Given.Grid(Given.NewYork) with { Weekend = new() { Opens = "0 3 * * 6", Closes = new(9, 0) } };

        Assert.Equal(expected, new RegionalWindows(grid).At(Given.At(local, Given.NewYork))!.Kind);
    }

    [Fact]
    public void From_MergesKindsByOpening()
    {
        var grid = Given.Grid(Given.NewYork) with { Weekend = new() { Opens = "0 3 * * 6", Closes = new(9, 0) } };

        var windows = new RegionalWindows(grid).From(Given.At("2026-12-17 12:00", Given.NewYork)).Take(4);

        Assert.Equal([WindowKind.Weekday, WindowKind.Weekday, WindowKind.Weekend, WindowKind.Weekday], windows.Select(window => window.Kind));
    }

    private static RegionalWindows NewYork(string opens, string closes) =>
        new(Given.Grid(Given.NewYork, opens, "0 0 29 2 0#5", closes));
}
