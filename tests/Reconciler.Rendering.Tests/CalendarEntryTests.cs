using Ical.Net;
using Reconciler.Api;

namespace Reconciler.Rendering.Tests;

/// <summary>Calendar entries, as machines read them (the MAINTNOTE convention, RFC 5545).</summary>
public sealed class CalendarEntryTests
{
    private static readonly string[] ExactlyOnce =
    [
        "DTSTAMP", "DTSTART", "DTEND", "UID", "SUMMARY", "ORGANIZER", "SEQUENCE",
        "X-MAINTNOTE-PROVIDER", "X-MAINTNOTE-ACCOUNT", "X-MAINTNOTE-IMPACT", "X-MAINTNOTE-MAINTENANCE-ID", "X-MAINTNOTE-OBJECT-ID", "X-MAINTNOTE-STATUS",
    ];

    public static TheoryData<NoticeKind, string> KindsAndLanguages { get; } = [.. OfChanges.SelectMany(notice => new[] { (notice.Spec.Kind, "en"), (notice.Spec.Kind, "zh-CN") })];

    // What speaks of no change has no place in a calendar.
    private static IEnumerable<Notice> OfChanges => Samples.Notices.Where(notice => notice.Spec.Facts.Category is not null);

    [Theory]
    [MemberData(nameof(KindsAndLanguages))]
    public void Entry_HasEveryPropertyOnce(NoticeKind kind, string language)
    {
        var entry = Entry(Given.Notice(kind, spec => spec with { Recipient = spec.Recipient with { Language = language } }));
        entry.AssertFolded();
        Assert.All(ExactlyOnce, name => Assert.True(entry.All(name).Count == 1, $"{name}: {entry.All(name).Count}"));
        Assert.Contains("BEGIN:VTIMEZONE", entry.Lines);
        Assert.Contains("TZID:America/New_York", entry.Lines);
        Assert.Single(entry.Lines, "BEGIN:VEVENT");
    }

    [Fact]
    public void Notice_HasNoEntry_WhereItSpeaksOfNoChange() =>
        Assert.All(Samples.Notices.Except(OfChanges), notice => Assert.Null(Rendered(notice).Calendar));

    [Fact]
    public void Entry_KeepsItsUid_WhateverIsToldOfAChange() =>
        Assert.Equal(
            OfChanges.Select(notice => notice.Spec.Change).Distinct(),
            OfChanges.Select(notice => (notice.Spec.Change, Uid: Entry(notice).All("UID").Single())).Distinct().Select(pair => pair.Change));

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(7)]
    public void Entry_CarriesTheSequenceOfTheChange(int sequence) =>
        Assert.Equal([$":{sequence}"], Entry(Given.Notice(NoticeKind.Moved, spec => spec with { Sequence = sequence })).All("SEQUENCE"));

    [Theory]
    [InlineData(NoticeKind.Planned, ":CONFIRMED", ":CONFIRMED")]
    [InlineData(NoticeKind.Moved, ":CONFIRMED", ":CONFIRMED")]
    [InlineData(NoticeKind.Emergency, ":CONFIRMED", ":CONFIRMED")]
    [InlineData(NoticeKind.Started, ":IN-PROCESS", ":CONFIRMED")]
    [InlineData(NoticeKind.Completed, ":COMPLETED", ":CONFIRMED")]
    [InlineData(NoticeKind.Cancelled, ":CANCELLED", ":CANCELLED")]
    public void Entry_SaysHowTheChangeStands(NoticeKind kind, string maintenance, string status)
    {
        var entry = Entry(Given.Notice(kind));
        Assert.Equal([maintenance], entry.All("X-MAINTNOTE-STATUS"));
        Assert.Equal([status], entry.All("STATUS"));
    }

    [Theory]
    [InlineData(ImpactLevel.NoImpact, ":NO-IMPACT")]
    [InlineData(ImpactLevel.ReducedRedundancy, ":REDUCED-REDUNDANCY")]
    [InlineData(ImpactLevel.Degraded, ":DEGRADED")]
    [InlineData(ImpactLevel.Outage, ":OUTAGE")]
    public void Entry_SaysTheImpact(ImpactLevel level, string said) =>
        Assert.Equal([said], Entry(Given.Notice(but: spec => spec with { Facts = spec.Facts with { Impact = new() { Level = level } } })).All("X-MAINTNOTE-IMPACT"));

    [Theory]
    [InlineData(NoticeKind.Planned, false, null)]
    [InlineData(NoticeKind.Planned, true, "METHOD:REQUEST")]
    [InlineData(NoticeKind.Moved, true, "METHOD:REQUEST")]
    [InlineData(NoticeKind.Cancelled, true, "METHOD:CANCEL")]
    public void Entry_IsAnInvitation_OnlyWhereTheRecipientAsksForOne(NoticeKind kind, bool asks, string? method)
    {
        var lines = Entry(Given.Notice(kind, spec => spec with { Recipient = spec.Recipient with { Invitations = asks } })).Lines;
        Assert.Equal(method, lines.SingleOrDefault(line => line.StartsWith("METHOD", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("America/New_York", "2026-12-16T02:00:00Z", "2026-12-16T08:00:00Z")]
    [InlineData("Europe/Berlin", "2026-10-24T19:00:00Z", "2026-10-25T05:00:00Z")] // over the end of summer time: ten hours
    [InlineData("Europe/Berlin", "2026-10-25T00:30:00Z", "2026-10-25T01:30:00Z")] // from 2:30 to 2:30, an hour later
    [InlineData("America/New_York", "2026-11-01T06:15:00Z", "2026-11-01T06:45:00Z")] // within the repeated hour, the second time
    [InlineData("America/New_York", "2027-03-14T01:00:00Z", "2027-03-14T10:00:00Z")] // over the begin of summer time: nine hours on the clock
    [InlineData("Australia/Sydney", "2027-04-03T15:30:00Z", "2027-04-03T17:00:00Z")]
    [InlineData("Asia/Tokyo", "2031-06-02T12:00:00Z", "2031-06-02T21:00:00Z")]
    [InlineData("No/Such_Zone", "2026-12-16T02:00:00Z", "2026-12-16T08:00:00Z")]
    public void Entry_IsReadBackWithTheSameInstants(string zone, string start, string end)
    {
        var (from, to) = (DateTimeOffset.Parse(start, null), DateTimeOffset.Parse(end, null));
        var notice = Given.Notice(but: spec => spec with { Facts = spec.Facts with { Zone = zone, Start = from, End = to } });
        var read = Calendar.Load(Rendered(notice).Calendar!)!.Events.Single();
        Assert.Equal((from.UtcDateTime, to.UtcDateTime), (read.DtStart!.AsUtc, read.DtEnd!.AsUtc));
    }

    [Fact]
    public void Entry_IsReadBackWithItsText()
    {
        var rendered = Rendered(Samples.Notice("planned", "zh-CN"));
        var read = Calendar.Load(rendered.Calendar!)!.Events.Single();
        Assert.Equal((rendered.Subject, rendered.Body), (read.Summary, read.Description!.ReplaceLineEndings("\n")));
    }

    [Theory]
    [InlineData("𝄞")]
    [InlineData("维")]
    [InlineData("é")]
    [InlineData("👩‍🚒")]
    public void Entry_NeverSplitsACharacter_WhereverALineEnds(string character)
    {
        for (var before = 0; before < 80; before++)
        {
            var summary = new string('x', before) + string.Concat(Enumerable.Repeat(character, 60));
            var entry = Entry(Given.Notice(but: spec => spec with { Facts = spec.Facts with { Summary = summary, SummaryDeclared = true } }));
            entry.AssertFolded();
            Assert.Contains(summary, entry.All("SUMMARY").Single(), StringComparison.Ordinal);
        }
    }

    private static RenderedNotice Rendered(Notice notice) => NoticeRenderer.Render(notice, TemplateSet.Shipped);

    private static CalendarText Entry(Notice notice) => new(Rendered(notice).Calendar!);
}
