using NodaTime;
using Reconciler.Core.Time;

namespace Reconciler.Core.Tests.Time;

public sealed class RegionalWindowsTests
{
    // The clock goes forward: the window keeps its times and lasts 8 hours.
    //
    //   21    22    23    00    01   |03    04    05    06          02:00 to 03:00 does not exist
    //   |-----|-----|-----|-----|----|-----|-----|-----|
    //
    // The clock goes back: it lasts 10 hours.
    //
    //   21    22    23    00    01    02    02    03    04    05    06     (Sydney, Berlin: the hour after 02:00 comes twice)
    //   |-----|-----|-----|-----|-----|-----|-----|-----|-----|-----|
    [Theory]
    [InlineData(Given.NewYork, "2026-03-06", 9, "Fri 2026-03-06 21:00 EST to Sat 2026-03-07 06:00 EST")]
    [InlineData(Given.NewYork, "2026-03-07", 8, "Sat 2026-03-07 21:00 EST to Sun 2026-03-08 06:00 EDT")]
    [InlineData(Given.NewYork, "2026-03-08", 9, "Sun 2026-03-08 21:00 EDT to Mon 2026-03-09 06:00 EDT")]
    [InlineData(Given.NewYork, "2026-10-30", 9, "Fri 2026-10-30 21:00 EDT to Sat 2026-10-31 06:00 EDT")]
    [InlineData(Given.NewYork, "2026-10-31", 10, "Sat 2026-10-31 21:00 EDT to Sun 2026-11-01 06:00 EST")]
    [InlineData(Given.NewYork, "2026-11-01", 9, "Sun 2026-11-01 21:00 EST to Mon 2026-11-02 06:00 EST")]
    [InlineData(Given.Berlin, "2026-03-28", 8, "Sat 2026-03-28 21:00 CET to Sun 2026-03-29 06:00 CEST")]
    [InlineData(Given.Berlin, "2026-03-29", 9, "Sun 2026-03-29 21:00 CEST to Mon 2026-03-30 06:00 CEST")]
    [InlineData(Given.Berlin, "2026-10-24", 10, "Sat 2026-10-24 21:00 CEST to Sun 2026-10-25 06:00 CET")]
    [InlineData(Given.Berlin, "2026-10-25", 9, "Sun 2026-10-25 21:00 CET to Mon 2026-10-26 06:00 CET")]
    [InlineData(Given.Sydney, "2026-04-04", 10, "Sat 2026-04-04 21:00 AEDT to Sun 2026-04-05 06:00 AEST")]
    [InlineData(Given.Sydney, "2026-04-05", 9, "Sun 2026-04-05 21:00 AEST to Mon 2026-04-06 06:00 AEST")]
    [InlineData(Given.Sydney, "2026-10-03", 8, "Sat 2026-10-03 21:00 AEST to Sun 2026-10-04 06:00 AEDT")]
    [InlineData(Given.Sydney, "2026-10-04", 9, "Sun 2026-10-04 21:00 AEDT to Mon 2026-10-05 06:00 AEDT")]
    [InlineData(Given.Tokyo, "2026-03-28", 9, "Sat 2026-03-28 21:00 JST to Sun 2026-03-29 06:00 JST")]
    // Cairo changes on a Friday at midnight, in the middle of a weekday window.
    [InlineData("Africa/Cairo", "2026-04-23", 8, "Thu 2026-04-23 21:00 EET to Fri 2026-04-24 06:00 EEST")]
    [InlineData("Africa/Cairo", "2026-10-29", 10, "Thu 2026-10-29 21:00 EEST to Fri 2026-10-30 06:00 EET")]
    public void On_KeepsClockTimes_WhenClockChanges(string zone, string date, int hours, string expected)
    {
        var window = Given.Windows(zone).On(Given.Date(date));

        Assert.Equal(expected, Given.Text(window));
        Assert.Equal(Duration.FromHours(hours), window!.Span.Duration);
        Assert.Equal(Mapping.Exact, window.Opening);
    }

    // Thu 21 ======== 06 Fri 21 ======== 06 Sat 21 -------- 06 Sun 21 -------- 06 Mon 21 ======== 06 Tue
    //     weekday            weekday            weekend            weekend            weekday
    [Theory]
    [InlineData("2026-12-17 21:00", "Thu 2026-12-17 21:00 EST to Fri 2026-12-18 06:00 EST", WindowKind.Weekday)]
    [InlineData("2026-12-18 21:00", "Fri 2026-12-18 21:00 EST to Sat 2026-12-19 06:00 EST", WindowKind.Weekday)]
    [InlineData("2026-12-19 05:59", "Fri 2026-12-18 21:00 EST to Sat 2026-12-19 06:00 EST", WindowKind.Weekday)]
    [InlineData("2026-12-19 21:00", "Sat 2026-12-19 21:00 EST to Sun 2026-12-20 06:00 EST", WindowKind.Weekend)]
    [InlineData("2026-12-20 23:00", "Sun 2026-12-20 21:00 EST to Mon 2026-12-21 06:00 EST", WindowKind.Weekend)]
    [InlineData("2026-12-21 05:59", "Sun 2026-12-20 21:00 EST to Mon 2026-12-21 06:00 EST", WindowKind.Weekend)]
    [InlineData("2026-12-21 21:00", "Mon 2026-12-21 21:00 EST to Tue 2026-12-22 06:00 EST", WindowKind.Weekday)]
    [InlineData("2027-01-01 00:30", "Thu 2026-12-31 21:00 EST to Fri 2027-01-01 06:00 EST", WindowKind.Weekday)]
    public void At_NamesWindowByItsEvening(string local, string expected, WindowKind kind)
    {
        var window = Given.Windows(Given.NewYork).At(Given.At(local, Given.NewYork));

        Assert.Equal(expected, Given.Text(window));
        Assert.Equal(kind, window!.Kind);
    }

    [Theory]
    [InlineData("2026-12-18 20:59")]
    [InlineData("2026-12-19 06:00")]
    [InlineData("2026-12-19 12:00")]
    [InlineData("2026-12-21 06:00")]
    public void At_Null_WhenNoneIsOpen(string local) =>
        Assert.Null(Given.Windows(Given.NewYork).At(Given.At(local, Given.NewYork)));

    [Fact]
    public void At_IsHalfOpen_ToTheNanosecond()
    {
        var windows = Given.Windows(Given.Berlin);
        var window = windows.On(new(2026, 12, 15))!;

        Assert.Null(windows.At(window.Opens - Duration.Epsilon));
        Assert.Same(window, windows.At(window.Opens));
        Assert.Same(window, windows.At(window.Closes - Duration.Epsilon));
        Assert.Null(windows.At(window.Closes));
    }

    [Fact]
    public void From_StartsInTheMiddle_WithOpeningIncluded()
    {
        var windows = Given.Windows(Given.Berlin);
        var window = windows.On(new(2026, 12, 31))!;

        Assert.Same(window, windows.From(window.Opens).First());
        Assert.Equal(new LocalDate(2027, 1, 1), windows.From(window.Opens + Duration.Epsilon).First().Date);
    }

    [Theory]
    [InlineData(Given.NewYork)]
    [InlineData(Given.Berlin)]
    [InlineData(Given.Sydney)]
    [InlineData(Given.Tokyo)]
    public void Between_HoldsEveryEveningOnce_OverTwoYears(string zone)
    {
        var (from, to) = (Given.At("2026-01-01 00:00", zone), Given.At("2028-01-01 00:00", zone));
        var evenings = Enumerable.Range(0, 730).Select(new LocalDate(2026, 1, 1).PlusDays).ToList();

        var windows = Given.Windows(zone).Between(from, to).ToList();

        Assert.Equal(evenings, windows.Select(window => window.Date));
        Assert.All(windows, window => Assert.Equal(window.Date.DayOfWeek >= IsoDayOfWeek.Saturday, window.Kind == WindowKind.Weekend));
    }

    [Fact]
    public void Between_LeavesEndOut()
    {
        var windows = Given.Windows(Given.Tokyo);
        var (first, second) = (Given.At("2026-12-15 21:00", Given.Tokyo), Given.At("2026-12-16 21:00", Given.Tokyo));

        Assert.Equal([first], windows.Between(first, second).Select(window => window.Opens));
        Assert.Empty(windows.Between(second, first));
    }

    [Fact]
    public void From_EndsAndNeverThrows_FarOutsideTheCalendar()
    {
        var windows = Given.Windows(Given.Tokyo);

        Assert.Equal(1900, windows.From(Instant.MinValue).First().Opens.InUtc().Year);
        Assert.Empty(windows.From(Instant.MaxValue));
        Assert.Null(windows.At(Instant.MinValue));
        Assert.Null(windows.At(Instant.MaxValue));
    }

    [Theory]
    [InlineData("Mars/Olympus", "0 21 * * 1-5", "'Mars/Olympus'")]
    [InlineData(Given.Berlin, "61 21 * * 1-5", "'61 21 * * 1-5'")]
    public void New_Throws_WhenGridCannotBeRead(string zone, string opens, string culprit)
    {
        var problem = Assert.Throws<ArgumentException>(() => new RegionalWindows(Given.Grid(zone, opens)));

        Assert.Contains(culprit, problem.Message, StringComparison.Ordinal);
    }
}
