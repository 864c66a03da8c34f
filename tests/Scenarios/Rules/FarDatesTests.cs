using System.Text.RegularExpressions;
using Reconciler.Core.Planning;
using Reconciler.Core.Policy;
using Reconciler.Scenarios.Tests.Running;

namespace Reconciler.Scenarios.Tests.Rules;

/// <summary>
/// Dates at the ends of what the reader takes. Each date of every violation's example is replaced by such a one, one at a time, and the
/// fleet is planned: counting days, weeks and windows from there ends.
/// </summary>
public sealed partial class FarDatesTests
{
    public static TheoryData<string> Ids => [.. RuleTable.All.Select(rule => rule.Id)];

    [Theory]
    [MemberData(nameof(Ids))]
    public void Plan_IsMade_WhenADateIsFarAway(string id)
    {
        var (now, text) = (Instants.Parse(RuleExample.Violation(id).Now), RuleExample.Violation(id).Files["fleet.yaml"]);
        Assert.All(
            from Match date in Date().Matches(text)
            from far in date.Groups["time"].Success ? ["1900-01-01T00:00:00Z", "2399-12-31T23:59:59Z"] : new[] { "1900-01-01", "2399-12-31" }
            select string.Concat(text.AsSpan(0, date.Index), far, text.AsSpan(date.Index + date.Length)),
            yaml => Assert.Null(Record.Exception(() => Planner.Plan(FleetFiles.Of(("fleet.yaml", yaml)).Read().Snapshot, Ledger.Empty, now, new() { Settle = false }))));
    }

    [GeneratedRegex(@"\d{4}-\d\d-\d\d(?<time>T\d\d:\d\d(:\d\d)?(Z|[+-]\d\d:\d\d))?", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Date();
}
