using NodaTime;
using Reconciler.Api;
using Reconciler.Core.Time;

namespace Reconciler.Core.Tests.Time;

public sealed class FreezeSpanTests
{
    private static readonly DateTimeZone Berlin = Given.Zone(Given.Berlin);

    [Fact]
    public void SpanOf_IsMidnightToMidnight_WhenBoundsAreDates()
    {
        var span = FreezeSpan.SpanOf(Dates(new(2026, 12, 18), new(2027, 1, 4)), Berlin);

        Assert.Equal(new(Given.At("2026-12-18 00:00", Given.Berlin), Given.At("2027-01-04 00:00", Given.Berlin)), span);
    }

    [Fact]
    public void SpanOf_FollowsTheClock_WhenItChangesInside() =>
        Assert.Equal(Duration.FromHours(23), FreezeSpan.SpanOf(Dates(new(2026, 3, 29), new(2026, 3, 30)), Berlin).Duration);

    [Fact]
    public void SpanOf_TakesInstantsAsTheyAre()
    {
        var (from, to) = (new DateTimeOffset(2026, 12, 18, 8, 0, 0, TimeSpan.FromHours(-5)), new DateTimeOffset(2026, 12, 19, 0, 0, 0, TimeSpan.Zero));

        var span = FreezeSpan.SpanOf(new() { Name = "sale", From = new(from), To = new(to) }, Berlin);

        Assert.Equal(new(Given.Utc("2026-12-18 13:00"), Given.Utc("2026-12-19 00:00")), span);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-3)]
    public void SpanOf_IsEmpty_WhenEndIsNotAfterBegin(int days)
    {
        var from = new DateOnly(2026, 12, 18);

        var span = FreezeSpan.SpanOf(Dates(from, from.AddDays(days)), Berlin);

        Assert.Equal(Duration.Zero, span.Duration);
        Assert.False(span.Overlaps(new(Given.Utc("2026-12-01 00:00"), Given.Utc("2026-12-31 00:00"))));
    }

    [Fact]
    public void SpanOf_NeverThrows_WhenNothingIsGiven() =>
        Assert.Equal(Duration.Zero, FreezeSpan.SpanOf(new() { Name = "blank", From = default, To = default }, Berlin).Duration);

    [Theory]
    [InlineData("AMER", true)]
    [InlineData("EMEA", false)]
    [InlineData("amer", false)]
    public void HoldsFor_OnlyTheRegionsThatAreNamed(string region, bool expected) =>
        Assert.Equal(expected, FreezeSpan.HoldsFor(Dates(default, default) with { Regions = ["AMER", "AUS"] }, region));

    [Fact]
    public void HoldsFor_All_WhenNoneIsNamed() => Assert.True(FreezeSpan.HoldsFor(Dates(default, default), "EMEA"));

    [Fact]
    public void TextOf_WritesDatesAsGivenAndInstantsOnTheClock()
    {
        var freeze = Dates(new(2026, 12, 18), default) with { To = new(new DateTimeOffset(2027, 1, 3, 23, 0, 0, TimeSpan.Zero)) };

        Assert.Equal("2026-12-18 to Mon 2027-01-04 00:00 CET", FreezeSpan.TextOf(freeze, Berlin));
    }

    [Theory]
    [InlineData(0, 2, true)]
    [InlineData(1, 3, true)]
    [InlineData(2, 3, true)]
    [InlineData(0, 1, false)] // ends where the other begins
    [InlineData(4, 5, false)]
    [InlineData(2, 2, false)] // empty
    public void Overlaps_OnlyWhenAnInstantIsShared(int from, int to, bool expected)
    {
        var (inner, outer) = (Hours(from, to), Hours(1, 4));

        Assert.Equal(expected, inner.Overlaps(outer));
        Assert.Equal(expected, outer.Overlaps(inner));
    }

    private static Freeze Dates(DateOnly from, DateOnly to) => new() { Name = "year-end", From = new(from), To = new(to) };

    private static Interval Hours(int from, int to) => new(Instant.FromUtc(2026, 12, 1, from, 0), Instant.FromUtc(2026, 12, 1, to, 0));
}
