using System.Globalization;
using Reconciler.Cli.Tests.Running;

namespace Reconciler.Cli.Tests.Commands;

/// <summary>What a reviewer reads of a pull request. <c>Fleets/review</c> has both of its sides.</summary>
public sealed class ComparisonTests : IDisposable
{
    private const string Request = "fleet --base main --head pr";

    private readonly History _history = new();

    [Theory]
    [InlineData("text", "txt")]
    [InlineData("markdown", "md")]
    [InlineData("json", "json")]
    public async Task Plan_SaysWhatAMergeCauses_WithTheLedger(string format, string ending)
    {
        _history.WithFleet("main", "review/base").WithFleet("pr", "review/head");
        await ToldAsync();

        var outcome = await _history.PlanAsync($"{Request} --ledger told/ledger -o {format}");

        Assert.Equal((ExitCodes.Findings, ""), (outcome.Code, outcome.Error));
        Golden.Match($"../Golden/compare.golden.{ending}", WithoutIds(outcome.Output));
    }

    [Fact]
    public async Task Plan_TakesTheBaseAtItsWord_WithoutALedger()
    {
        _history.WithFleet("main", "review/base").WithFleet("pr", "review/head");

        var outcome = await _history.PlanAsync(Request);

        Golden.Match("../Golden/compare-assumed.golden.txt", WithoutIds(outcome.Output));
    }

    [Fact]
    public async Task Plan_IsGreen_WhenOnlyWhatNobodyTouchedIsRed()
    {
        var red = Fleets.Window("red", "2026-12-14T12:00:00+01:00");
        _history.With("main", ("i.yaml", Fleets.Instance()), ("red.yaml", red))
            .With("pr", ("i.yaml", Fleets.Instance()), ("red.yaml", red), ("new.yaml", Fleets.Window("new", "2027-01-12")));

        var outcome = await _history.PlanAsync(". --base main --head pr");
        var detailed = await _history.PlanAsync(". --base main --head pr --detailed-exitcode");

        Assert.Equal(ExitCodes.Clean, outcome.Code);
        Assert.Contains("Stood before and not touched: 1 finding", outcome.Output, StringComparison.Ordinal);
        Assert.Equal(ExitCodes.Changes, detailed.Code);
    }

    [Fact]
    public async Task Plan_IsRed_WhenTheRequestEditsWhatIsRed_OrBreaksWhatItDoesNotTouch()
    {
        var files = new[] { ("i.yaml", Fleets.Instance()), ("w.yaml", Fleets.Window(start: "2026-12-14T12:00:00+01:00")), ("x.yaml", Fleets.Window("later", "2027-01-12")) };
        _history.With("main", files)
            .With("edits", [.. files[..1], ("w.yaml", Fleets.Window(start: "2026-12-14T12:00:00+01:00", summary: "The same, in other words")), files[2]])
            .With("breaks", [.. files, ("p.yaml", "apiVersion: ops.reconciler.dev/v1alpha1\nkind: OperationalPolicy\nmetadata: {name: default}\nspec: {freezes: [{name: audit, from: 2027-01-10, to: 2027-01-20}]}\n")]);

        var edits = await _history.PlanAsync(". --base main --head edits");
        var breaks = await _history.PlanAsync(". --base main --head breaks");

        Assert.Equal((ExitCodes.Findings, ExitCodes.Findings), (edits.Code, breaks.Code));
        Assert.Contains("error WIN001", edits.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("error WIN001", breaks.Output, StringComparison.Ordinal);
        Assert.Contains("error WIN005", breaks.Output, StringComparison.Ordinal);
        Assert.Contains("because of the edit of OperationalPolicy default", breaks.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Plan_BlamesTheNeighbour_AndNotAPolicyThatWasEditedBesides()
    {
        const string Policy = "apiVersion: ops.reconciler.dev/v1alpha1\nkind: OperationalPolicy\nmetadata: {name: default}\nspec: {safety: {maxNotices: 100}}\n";
        var picked = Fleets.Window("picked").Replace("start: 2026-12-14", "earliest: 2027-01-12", StringComparison.Ordinal);
        _history.With("main", ("i.yaml", Fleets.Instance()), ("p.yaml", Policy), ("w.yaml", picked))
            .With("pr", ("i.yaml", Fleets.Instance()), ("p.yaml", Policy.Replace("100", "150", StringComparison.Ordinal)), ("w.yaml", picked), ("first.yaml", Fleets.Window("first", "2027-01-12")));

        var entries = (await _history.PlanAsync(". --base main --head pr -o json")).Json["entries"]!.AsArray();

        Assert.Equal(
            [("first", "added", null), ("picked", "moved", "the edit of MaintenanceWindow first")],
            entries.Select(entry => ((string)entry!["name"]!, (string)entry["change"]!, (string?)entry["because"])));
    }

    [Fact]
    public async Task Plan_ShowsNothing_BetweenATreeAndItself()
    {
        _history.WithFleet("main", "review/base");

        var outcome = await _history.PlanAsync("fleet --base main --head main --detailed-exitcode");

        Assert.Equal(ExitCodes.Clean, outcome.Code);
        Assert.StartsWith("no change moves · no errors\n", outcome.Output, StringComparison.Ordinal);
        Assert.Contains("No entry differs.", outcome.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Plan_ShowsNothing_WhenFilesAreOnlyRenamedOrWrittenDifferently()
    {
        _history.With("main", ("fleet/a.yaml", Fleets.Instance() + "---\n" + Fleets.Window()))
            .With("pr", ("fleet/sub/i.yml", Fleets.Instance().ReplaceLineEndings("\r\n")), ("fleet/Grüße an alle.yaml", "\uFEFF# moved here\n" + Fleets.Window()));

        var outcome = await _history.PlanAsync("fleet --base main --head pr --detailed-exitcode");

        Assert.Equal(ExitCodes.Clean, outcome.Code);
        Assert.Contains("No entry differs.", outcome.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Plan_CountsAsAChange_WhoeverIsToldMore()
    {
        var more = Fleets.Instance().TrimEnd() + "\n  - {name: Night desk, email: night@acme.example, party: customer, registeredAlerts: [maintenance and outage], confirmedOn: 2026-10-05}\n";
        _history.With("main", ("i.yaml", Fleets.Instance()), ("w.yaml", Fleets.Window())).With("pr", ("i.yaml", more), ("w.yaml", Fleets.Window()));

        var outcome = await _history.PlanAsync(". --base main --head pr --detailed-exitcode");

        Assert.Equal(ExitCodes.Changes, outcome.Code);
        Assert.Contains("to Night desk <night@acme.example> (customer, en)", outcome.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Markdown_ShowsWhatPeopleWroteAsText_WhateverItSays()
    {
        const string Hostile = "<script>alert(1)</script> @everyone | `x` ![y](http://z) </details> #1";
        _history.With("main", ("i.yaml", Fleets.Instance()))
            .With("pr", ("i.yaml", Fleets.Instance(mail: "o'malley|x@acme.example")), ($"a`b|<b>@me.yaml", Fleets.Window("w", "2026-12-08").Replace("category: routine", $"category: routine, applications: [\"{Hostile}\"]", StringComparison.Ordinal)));

        var outcome = await _history.PlanAsync(". --base main --head pr -o markdown");

        Assert.DoesNotContain("<script", outcome.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("@e", outcome.Output, StringComparison.Ordinal);
        Golden.Match("../Golden/compare-hostile.golden.md", WithoutIds(outcome.Output));
    }

    [Fact]
    public async Task Markdown_ShortensAddresses_UnlessTheyAreAskedFor()
    {
        _history.With("main", ("i.yaml", Fleets.Instance())).With("pr", ("i.yaml", Fleets.Instance()), ("w.yaml", Fleets.Window()));

        var shortened = await _history.PlanAsync(". --base main --head pr -o markdown");
        var whole = await _history.PlanAsync(". --base main --head pr -o markdown --show-addresses");

        Assert.Contains("`t…@acme.example`", shortened.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("telephony@", shortened.Output, StringComparison.Ordinal);
        Assert.Contains("`telephony@acme.example`", whole.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Markdown_StaysWithinTheLimitOfAComment_AndCountsWhatIsLeftOut()
    {
        var windows = Enumerable.Range(0, 500).Select(number => Fleets.Window(string.Create(CultureInfo.InvariantCulture, $"{new string('w', 50)}-{number:000}"), "2026-12-08", new string('|', 200)));
        _history.With("main", ("i.yaml", Fleets.Instance())).With("pr", ("i.yaml", Fleets.Instance()), ("w.yaml", string.Join("---\n", windows)));

        var outcome = await _history.PlanAsync(". --base main --head pr -o markdown");

        Assert.InRange(outcome.Output.Length, 50_000, 65_536);
        Assert.StartsWith("### Reconciler: 500 changes are new · 500 errors", outcome.Output, StringComparison.Ordinal);
        Assert.Matches(@"… and \d+ more", outcome.Output);
        Assert.Contains("<details><summary>475 more</summary>", outcome.Output, StringComparison.Ordinal);
        Assert.Contains("<details><summary>More findings (475)</summary>", outcome.Output, StringComparison.Ordinal);
        Assert.Equal(Occurrences("<details>"), Occurrences("</details>"));

        int Occurrences(string tag) => outcome.Output.Split(tag).Length;
    }

    [Fact]
    public async Task Plan_SaysWhatTheSafetyGateWouldHold()
    {
        var windows = Enumerable.Range(14, 6).Select(day => ($"w{day}.yaml", Fleets.Window($"w{day}", $"2026-12-{day}")));
        _history.With("main", [("i.yaml", Fleets.Instance()), .. windows]).With("pr", ("i.yaml", Fleets.Instance()));

        var outcome = await _history.PlanAsync(". --base main --head pr");

        Assert.Contains("1 partner, 1 customer: cancelled, once a person releases it", outcome.Output, StringComparison.Ordinal);
        Assert.Contains("12 notices rest: 6 cancellations decided within an hour, 5 pass unasked", outcome.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("Told at merge", outcome.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Plan_HoldsOnlyUntilANoticeWouldBeLate_ThoughItWouldBeToldNow()
    {
        var instance = Fleets.Instance().Replace("EMEA", "AUS", StringComparison.Ordinal);
        _history.Place.With("i.yaml", instance).With("w.yaml", Fleets.Window(start: "2026-12-11"));
        _history.With("main", ("i.yaml", instance)).With("pr", ("i.yaml", instance), ("w.yaml", Fleets.Window(start: "2026-12-11")));

        foreach (var trees in new[] { "", " --base main --head pr" })
        {
            // Ten days before the window opens at 21:00 in Sydney; on that second it is still on time.
            var plan = (await _history.Place.RunAsync($"plan .{trees} --as-of 2026-12-01T09:30:00Z -o json")).Json;

            Assert.Equal("2026-12-01T10:00:01Z", (string)plan["nextWake"]!);
            Assert.Equal("Announced", (string)plan["entries"]![0]!["state"]!);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _history.Dispose();

    /// <summary>The base ran a week ago, and told people.</summary>
    private async Task ToldAsync()
    {
        _history.Place.WithCopy(Repository.PathOf("tests", "Reconciler.Cli.Tests", "Fleets", "review", "base"), "old");
        await _history.Place.RunAsync("run old --once --as-of 2026-11-24T09:00:00Z --state told");
    }

    private string WithoutIds(string text) =>
        new[] { "main", "pr" }.Aggregate(text, (shown, branch) => shown.Replace(_history.Repository.Library.Branches[branch].Tip.Sha[..7], $"{branch}00000"[..7], StringComparison.Ordinal));
}
