using NodaTime;
using NodaTime.Text;
using Reconciler.Cli.Tests.Running;

namespace Reconciler.Cli.Tests.Commands;

public sealed class WindowsTests : IDisposable
{
    private readonly Workplace _place = new Workplace().WithFleet("small");

    [Theory]
    [InlineData("AMER", 8 + 10 + 8 + 10)]
    [InlineData("EMEA", 8 + 10 + 8 + 10)]
    [InlineData("AUS", 10 + 8 + 10 + 8)]
    [InlineData("APJC", 0)]
    public async Task Windows_OfTwoYears_AreSorted_InsideTheSpan_NineHoursButForDstNights(string region, int hoursOfDstNights)
    {
        var (from, to) = (Instant.FromUtc(2026, 1, 1, 0, 0), Instant.FromUtc(2028, 1, 1, 0, 0));

        var outcome = await _place.RunAsync($"windows --region {region} --from 2026-01-01T00:00:00Z --to 2028-01-01T00:00:00Z -o json");

        var windows = outcome.Json.AsArray().Select(row => (Opens: At(row!["opens"]), Closes: At(row["closes"]), LocalOpens: Local(row["localOpens"]), LocalCloses: Local(row["localCloses"]))).ToArray();
        Assert.Equal((ExitCodes.Clean, ""), (outcome.Code, outcome.Error));
        Assert.Equal(730, windows.Length);
        Assert.All(windows, window => Assert.True(from <= window.Opens && window.Opens < to));
        Assert.Equal(windows.Select(window => window.Opens).Order(), windows.Select(window => window.Opens));
        Assert.All(windows, window => Assert.Equal((21, 6), (window.LocalOpens.Hour, window.LocalCloses.Hour)));
        Assert.Equal(hoursOfDstNights, windows.Select(window => (window.Closes - window.Opens).TotalHours).Where(hours => hours != 9).Sum());

        static Instant At(System.Text.Json.Nodes.JsonNode? node) => InstantPattern.General.Parse((string)node!).Value;
        static OffsetDateTime Local(System.Text.Json.Nodes.JsonNode? node) => OffsetDateTimePattern.Rfc3339.Parse((string)node!).Value;
    }

    [Fact]
    public async Task Windows_TakeFromIn_AndLeaveToOut()
    {
        var outcome = await _place.RunAsync("windows --region EMEA --from 2026-12-01T20:00:00Z --to 2026-12-02T20:00:00Z -o json");

        Assert.Equal("2026-12-01T20:00:00Z", (string?)Assert.Single(outcome.Json.AsArray())!["opens"]);
    }

    [Fact]
    public async Task Windows_OfAnInstance_KnowItsBlackoutsAndTheFleetsCalendars()
    {
        _place.With("small/policy.yaml", """
            apiVersion: ops.reconciler.dev/v1alpha1
            kind: OperationalPolicy
            metadata: {name: default}
            spec:
              regions:
              - {name: EMEA, calendars: [local]}
            ---
            apiVersion: ops.reconciler.dev/v1alpha1
            kind: HolidayCalendar
            metadata: {name: local, namespace: fleet}
            spec:
              validThrough: 2027-12-31
              dates:
              - {date: 2027-02-04, name: Founders' day}
            """);

        var outcome = await _place.RunAsync("windows --instance small/acme-emea --from 2027-01-31T00:00:00Z --to 2027-02-06T00:00:00Z");

        Assert.Equal((ExitCodes.Clean, ""), (outcome.Code, outcome.Error));
        Golden.Match("../Golden/windows-of-instance.golden.txt", outcome.Output);
    }

    [Theory]
    [InlineData("windows", "name either a region with --region, or an instance with --instance")]
    [InlineData("windows --region NOWHERE", "the policy has no region 'NOWHERE'; its regions are AMER")]
    [InlineData("windows --instance small/nobody", "small has no instance 'nobody'")]
    [InlineData("windows --region AMER --from tomorrow", "'tomorrow' is not an instant with its offset, such as 2026-12-01T09:00:00Z")]
    public async Task Windows_IsWrongUsage_WithoutAPlace(string command, string expected)
    {
        var outcome = await _place.RunAsync(command);

        Assert.Equal((ExitCodes.Usage, ""), (outcome.Code, outcome.Output));
        Assert.Contains(expected, outcome.Error, StringComparison.Ordinal);
    }

    /// <inheritdoc/>
    public void Dispose() => _place.Dispose();
}
