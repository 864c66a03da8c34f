using NodaTime;
using NodaTime.Text;
using Reconciler.Api;
using Reconciler.Core.Time;
using Reconciler.Manifests;

namespace Reconciler.Scenarios.Tests;

/// <summary>
/// The calendars that people copy, held against the official lists of their governments: every weekday off of every year, and no other.
/// Where a list does not reach so far yet, the law's rule was followed by hand.
/// </summary>
public sealed class CalendarExampleTests
{
    private static readonly DayOfWeek[] MondayToFriday =
        [DayOfWeek.Monday, DayOfWeek.Tuesday, DayOfWeek.Wednesday, DayOfWeek.Thursday, DayOfWeek.Friday];

    public static TheoryData<string> Files =>
        [.. Directory.EnumerateFiles(Repository.PathOf("examples", "calendars")).Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal)];

    [Theory]
    // Office of Personnel Management. New Year 2028 is observed on 31 December 2027.
    [InlineData("us-federal", 2026, "01-01 01-19 02-16 05-25 06-19 07-03 09-07 10-12 11-11 11-26 12-25")]
    [InlineData("us-federal", 2027, "01-01 01-18 02-15 05-31 06-18 07-05 09-06 10-11 11-11 11-25 12-24 12-31")]
    [InlineData("us-federal", 2028, "01-17 02-21 05-29 06-19 07-04 09-04 10-09 11-10 11-23 12-25")]
    [InlineData("us-federal", 2029, "01-01 01-15 02-19 05-28 06-19 07-04 09-03 10-08 11-12 11-22 12-25")]
    [InlineData("us-federal", 2030, "01-01 01-21 02-18 05-27 06-19 07-04 09-02 10-14 11-11 11-28 12-25")]
    // Cabinet Office. 22 September 2026 lies between two holidays.
    [InlineData("jp", 2026, "01-01 01-12 02-11 02-23 03-20 04-29 05-04 05-05 05-06 07-20 08-11 09-21 09-22 09-23 10-12 11-03 11-23")]
    [InlineData("jp", 2027, "01-01 01-11 02-11 02-23 03-22 04-29 05-03 05-04 05-05 07-19 08-11 09-20 09-23 10-11 11-03 11-23")]
    [InlineData("jp", 2028, "01-10 02-11 02-23 03-20 05-03 05-04 05-05 07-17 08-11 09-18 09-22 10-09 11-03 11-23")]
    [InlineData("jp", 2029, "01-01 01-08 02-12 02-23 03-20 04-30 05-03 05-04 07-16 09-17 09-24 10-08 11-23")]
    [InlineData("jp", 2030, "01-01 01-14 02-11 03-20 04-29 05-03 05-06 07-15 08-12 09-16 09-23 10-14 11-04")]
    // ACT Government. Anzac Day 2026 is a Saturday, and its Monday was declared a holiday.
    [InlineData("au-act", 2026, "01-01 01-26 03-09 04-03 04-06 04-27 06-01 06-08 10-05 12-25 12-28")]
    [InlineData("au-act", 2027, "01-01 01-26 03-08 03-26 03-29 04-26 05-31 06-14 10-04 12-27 12-28")]
    [InlineData("au-act", 2028, "01-03 01-26 03-13 04-14 04-17 04-25 05-29 06-12 10-02 12-25 12-26")]
    [InlineData("au-act", 2029, "01-01 01-26 03-12 03-30 04-02 04-25 05-28 06-11 10-01 12-25 12-26")]
    [InlineData("au-act", 2030, "01-01 01-28 03-11 04-19 04-22 04-25 05-27 06-10 10-07 12-25 12-26")]
    // Nothing is made up for on a weekend.
    [InlineData("de", 2026, "01-01 04-03 04-06 05-01 05-14 05-25 12-25")]
    [InlineData("de", 2027, "01-01 03-26 03-29 05-06 05-17")]
    [InlineData("de", 2028, "04-14 04-17 05-01 05-25 06-05 10-03 12-25 12-26")]
    [InlineData("de", 2029, "01-01 03-30 04-02 05-01 05-10 05-21 10-03 12-25 12-26")]
    [InlineData("de", 2030, "01-01 04-19 04-22 05-01 05-30 06-10 10-03 12-25 12-26")]
    // gov.uk/bank-holidays, England and Wales
    [InlineData("uk", 2026, "01-01 04-03 04-06 05-04 05-25 08-31 12-25 12-28")]
    [InlineData("uk", 2027, "01-01 03-26 03-29 05-03 05-31 08-30 12-27 12-28")]
    [InlineData("uk", 2028, "01-03 04-14 04-17 05-01 05-29 08-28 12-25 12-26")]
    [InlineData("uk", 2029, "01-01 03-30 04-02 05-07 05-28 08-27 12-25 12-26")]
    [InlineData("uk", 2030, "01-01 04-19 04-22 05-06 05-27 08-26 12-25 12-26")]
    public void Calendar_GivesTheOfficialDaysOff(string name, int year, string expected)
    {
        var calendar = BusinessCalendar.Of(MondayToFriday, [Read($"{name}.yaml").Spec]);

        var weekdaysOff = DatesOf(year).Where(date => date.DayOfWeek <= IsoDayOfWeek.Friday && !calendar.IsBusinessDay(date));

        Assert.Equal(expected.Split(' '), weekdaysOff.Select(date => date.ToString("MM-dd", null)));
    }

    [Theory]
    [InlineData("us-federal", "2026-07-03", "Independence Day")]
    [InlineData("jp", "2026-05-06", "Constitution Memorial Day")]
    [InlineData("au-act", "2026-04-04", "Easter Saturday")]
    [InlineData("au-act", "2027-04-26", "Anzac Day")]
    [InlineData("de", "2026-10-03", "Tag der Deutschen Einheit")]
    [InlineData("uk", "2027-12-28", "Boxing Day")]
    public void Calendar_NamesTheDay(string name, string date, string expected) =>
        Assert.Equal(expected, BusinessCalendar.Of(MondayToFriday, [Read($"{name}.yaml").Spec]).HolidayOn(LocalDatePattern.Iso.Parse(date).Value));

    [Theory, MemberData(nameof(Files))]
    public void Calendar_CanBeCopiedIntoAnyNamespace_AndSaysHowFarItReaches(string file)
    {
        var calendar = Read(file);

        Assert.Equal("anywhere", calendar.Metadata.Namespace);
        Assert.Equal(Path.GetFileNameWithoutExtension(file), calendar.Metadata.Name);
        Assert.Equal(new DateOnly(2030, 12, 31), calendar.Spec.ValidThrough);
    }

    private static HolidayCalendar Read(string file)
    {
        var path = Repository.PathOf("examples", "calendars", file);
        var fleet = FleetAssembler.Assemble([ManifestReader.Read(new(file, File.ReadAllBytes(path)), "anywhere")]);
        Assert.Empty(fleet.Problems);
        return Assert.Single(fleet.Snapshot.Calendars).Value;
    }

    private static IEnumerable<LocalDate> DatesOf(int year) =>
        Enumerable.Range(0, CalendarSystem.Iso.GetDaysInYear(year)).Select(new LocalDate(year, 1, 1).PlusDays);
}
