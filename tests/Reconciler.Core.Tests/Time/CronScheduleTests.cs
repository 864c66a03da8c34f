using CsCheck;
using NodaTime;
using Reconciler.Core.Time;

namespace Reconciler.Core.Tests.Time;

public sealed class CronScheduleTests
{
    [Theory]
    [InlineData("0 21 * * 2", "2026-12-01 21:00", "2026-12-15 21:00", "2026-12-01 21:00", "2026-12-08 21:00")]
    [InlineData("0 21 * * 2", "2026-12-01 21:01", "2026-12-15 21:01", "2026-12-08 21:00", "2026-12-15 21:00")]
    [InlineData("30 22 1 */3 *", "2026-01-01 00:00", "2026-07-01 00:00", "2026-01-01 22:30", "2026-04-01 22:30")]
    [InlineData("0 21 * * 2#2", "2026-01-01 00:00", "2026-03-01 00:00", "2026-01-13 21:00", "2026-02-10 21:00")]
    [InlineData("0 0 29 2 *", "2026-01-01 00:00", "2033-01-01 00:00", "2028-02-29 00:00", "2032-02-29 00:00")]
    public void Between_IncludesBeginAndNotEnd(string cron, string from, string to, params string[] expected) =>
        Assert.Equal(expected.Select(Given.Clock), CronSchedule.Between(cron, Given.Clock(from), Given.Clock(to)));

    // In New York the clock shows no 02:30 on 8 March and two 01:30 on 1 November; the schedule knows nothing of it.
    [Theory]
    [InlineData("30 2 * * *", "2026-03-08")]
    [InlineData("30 1 * * *", "2026-11-01")]
    public void Between_KnowsNoZone_SoEveryDayCountsOnce(string cron, string date)
    {
        var day = Given.Date(date);

        Assert.Single(CronSchedule.Between(cron, day.AtMidnight(), day.PlusDays(1).AtMidnight()));
    }

    [Theory]
    [InlineData("2026-12-02 00:00", "2026-12-01 00:00")]
    [InlineData("2026-12-01 21:00", "2026-12-01 21:00")]
    public void Between_Empty_WhenEndIsNotAfterBegin(string from, string to) =>
        Assert.Empty(CronSchedule.Between("* * * * *", Given.Clock(from), Given.Clock(to)));

    [Fact]
    public void Between_Empty_WhenNoDateEverMatches() =>
        Assert.Empty(CronSchedule.Between("0 0 30 2 *", LocalDate.MinIsoValue.AtMidnight(), LocalDate.MaxIsoValue.AtMidnight()));

    // Two a day are 120 in 60 days; 29 February comes once in four years.
    [Theory]
    [InlineData("* * * * *", true)]
    [InlineData("*/5 * 1 1 *", true)]
    [InlineData("* * 29 2 *", true)]
    [InlineData("0 9,21 * * *", false)]
    [InlineData("0 8,16,21 * * *", true)]
    [InlineData("0 8,16,21 * * 1-5", true)]
    [InlineData("*/15 22 * * 2", false)]
    [InlineData("0 21 * * 2", false)]
    [InlineData("0 0 30 2 *", false)]
    public void IsDenser_SaysWhetherItNamesMoreThan120TimesIn60Days(string cron, bool expected) => Assert.Equal(expected, CronSchedule.IsDenser(cron, 120, 60));

    [Theory]
    [InlineData("0 21 * * 1-5")]
    [InlineData(" 0  21\t* * MON-FRI ")]
    [InlineData("*/15 9-17 L * ?")]
    public void IsValid_True_WhenFiveFieldsCanBeRead(string cron)
    {
        Assert.True(CronSchedule.IsValid(cron, out var problem), problem);
        Assert.Empty(problem);
    }

    [Theory]
    [InlineData(null, "five fields")]
    [InlineData("", "five fields")]
    [InlineData("0 21 * *", "not 4")]
    [InlineData("0 0 21 * * *", "not 6")]
    [InlineData("@daily", "not 1")]
    [InlineData("60 21 * * *", "Minutes")]
    [InlineData("0 21 * * 8", "Days of week")]
    [InlineData("H 21 * * *", "H")]
    [InlineData("a b c d e", "Minutes")]
    public void IsValid_SaysWhatIsWrong_WhenItCannotBeRead(string? cron, string word)
    {
        Assert.False(CronSchedule.IsValid(cron, out var problem));
        Assert.Contains(word, problem, StringComparison.Ordinal);
    }

    [Fact]
    public void IsValid_AlwaysAnswers() =>
        Gen.String[Gen.Char["0123456789*/,-#?LWH@MON"], 1, 5].Array[4, 6].Select(fields => string.Join(' ', fields)).Sample(text =>
        {
            if (CronSchedule.IsValid(text, out var problem))
            {
                Assert.True(CronSchedule.Between(text, new(2026, 1, 1, 0, 0), new(2026, 3, 1, 0, 0)).Count() <= 59 * 24 * 60);
            }
            else
            {
                Assert.NotEmpty(problem);
            }
        }, iter: 20_000);

    [Fact]
    public void Between_Throws_WhenExpressionIsNotValid() =>
        Assert.Throws<ArgumentException>(() => CronSchedule.Between("often", Given.Clock("2026-12-01 00:00"), Given.Clock("2026-12-02 00:00")));
}
