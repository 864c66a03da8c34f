using CsCheck;
using NodaTime;

namespace Reconciler.Core.Tests.Time;

public sealed class RegionalWindowsProperties
{
    private static readonly Gen<string> PolicyZone = Gen.OneOf(Given.NewYork, Given.Berlin, Given.Sydney, Given.Tokyo);
    private static readonly Gen<string> AnyZone = Gen.OneOf(DateTimeZoneProviders.Tzdb.Ids.ToArray());
    private static readonly Gen<Instant> Moment = Gen.Long[0, 3_000_000_000].Select(Instant.FromUnixTimeSeconds);

    [Fact]
    public void Window_OpensAt21AndClosesAt6_OnTheWall() => Gen.Select(PolicyZone, Moment).Sample((zone, moment) =>
    {
        var window = Given.Windows(zone).From(moment).First();
        Assert.Equal(window.Date.At(new(21, 0)), window.Opens.InZone(window.Zone).LocalDateTime);
        Assert.Equal(window.Date.PlusDays(1).At(new(6, 0)), window.Closes.InZone(window.Zone).LocalDateTime);
    }, iter: 500);

    [Fact]
    public void Windows_AreOrderedAndDisjoint_InEveryZone() => Gen.Select(AnyZone, Moment).Sample((zone, moment) =>
    {
        var windows = Given.Windows(zone).From(moment).Take(400).ToList();
        Assert.All(windows, window => Assert.True(window.Opens < window.Closes));
        Assert.All(windows.Zip(windows.Skip(1)), pair => Assert.True(pair.First.Closes <= pair.Second.Opens));
    }, iter: 200);

    [Fact]
    public void Windows_FollowEachOtherDayByDay_InEveryZone() => Gen.Select(AnyZone, Moment).Sample((zone, moment) =>
    {
        var dates = Given.Windows(zone).From(moment).Take(400).Select(window => window.Date).ToList();
        Assert.Equal(Enumerable.Range(0, dates.Count).Select(dates[0].PlusDays), dates);
    }, iter: 200);

    [Fact]
    public void At_IsTheWindowAroundTheInstant_InEveryZone() => Gen.Select(AnyZone, Moment).Sample((zone, moment) =>
    {
        var windows = Given.Windows(zone);
        var around = windows.Between(moment - Duration.FromDays(3), moment + Duration.FromDays(1));
        Assert.Equal(around.SingleOrDefault(window => window.Span.Contains(moment)), windows.At(moment));
    }, iter: 500);

    [Fact]
    public void From_IsTheRestOfAnEarlierFrom() => Gen.Select(PolicyZone, Moment, Gen.Int[0, 800]).Sample((zone, moment, days) =>
    {
        var windows = Given.Windows(zone);
        var rest = windows.From(moment - Duration.FromDays(days)).SkipWhile(window => window.Opens < moment);
        Assert.Equal(rest.Take(10), windows.From(moment).Take(10));
    }, iter: 200);

    [Fact]
    public void On_FindsEveryWindowByItsDate_InEveryZone() => Gen.Select(AnyZone, Moment).Sample((zone, moment) =>
    {
        var windows = Given.Windows(zone);
        var window = windows.From(moment).First();
        Assert.Same(window, windows.On(window.Date));
    }, iter: 500);
}
