using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Reconciler.Operator.Telemetry;
using Reconciler.Operator.Tests.Given;

namespace Reconciler.Operator.Tests.Telemetry;

/// <summary>Names of metrics, and those who rely on them.</summary>
public sealed partial class MetricsTests
{
    private static readonly string[] LabelsOfTargets = ["namespace", "instance"];

    private static string Alerts => File.ReadAllText(Repository.PathOf("charts", "reconciler", "files", "alerts.yaml"));

    private static string Dashboard => File.ReadAllText(Repository.PathOf("charts", "reconciler", "files", "dashboard.json"));

    /// <summary>What the dashboard asks Prometheus.</summary>
    internal static IEnumerable<string> Questions =>
        JsonNode.Parse(Dashboard)!["panels"]!.AsArray().SelectMany(panel => panel!["targets"]!.AsArray()).Select(target => (string)target!["expr"]!);

    public static TheoryData<string> Expressions =>
        [.. AlertExpression().Matches(Alerts).Select(match => match.Groups["expr"].Value), .. Questions.Distinct(StringComparer.Ordinal)];

    [Fact]
    public void Metrics_AreDocumented()
    {
        var table = new StringBuilder("""
            # Metrics
            What `/metrics` of `reconciler operator --listen ADDRESS:PORT` tells, in Prometheus' text format. Names and meanings stay. Gauges of what only a leader knows are absent while a
            process stands by. Beside them are those of the process: `process_*` and `dotnet_*`. Made from `Metrics.cs`, and compared with it by a test.

            | metric | type | labels | says |
            |---|---|---|---|

            """);
        foreach (var row in new Metrics().Rows)
        {
            table.Append(System.Globalization.CultureInfo.InvariantCulture, $"| `{row.Name}` | {row.Type} | {string.Join(", ", row.Labels.Select(label => $"`{label}`"))} | {row.Help} |\n");
        }

        Golden.MatchFile(Repository.PathOf("src", "Reconciler.Operator", "Telemetry", "METRICS.md"), table.ToString());
    }

    [Fact]
    public async Task Metrics_AreAllExposed()
    {
        var metrics = new Metrics();

        var text = await TextAsync(metrics);

        Assert.All(metrics.Rows, row => Assert.Contains($"# TYPE {row.Name} {row.Type}\n", text, StringComparison.Ordinal));
    }

    [Theory, MemberData(nameof(Expressions))]
    public async Task Expression_OfAlertOrDashboard_NamesWhatIsExposed(string expression)
    {
        var metrics = new Metrics();
        var exposed = TypeLine().Matches(await TextAsync(metrics)).Select(match => match.Groups["name"].Value).ToHashSet(StringComparer.Ordinal);

        var used = Use().Matches(expression);

        Assert.NotEmpty(used);
        Assert.All(used, use => Assert.Contains(Suffix().Replace(use.Groups["name"].Value, ""), exposed));
        Assert.All(used.Where(use => use.Groups["labels"].Success), use => Assert.All(
            Label().Matches(use.Groups["labels"].Value),
            label => Assert.Contains(label.Groups["label"].Value, LabelsOf(metrics, use.Groups["name"].Value))));
    }

    [Fact]
    public void Dashboard_HasNoTwoPanelsInOnePlace()
    {
        var panels = JsonNode.Parse(Dashboard)!["panels"]!.AsArray();

        Assert.Equal(panels.Count, panels.Select(panel => (int)panel!["id"]!).Distinct().Count());
        Assert.Equal(panels.Count, panels.Select(panel => ((int)panel!["gridPos"]!["x"]!, (int)panel["gridPos"]!["y"]!)).Distinct().Count());
    }

    private static IEnumerable<string> LabelsOf(Metrics metrics, string name) =>
        LabelsOfTargets.Concat(metrics.Rows.FirstOrDefault(row => row.Name == Suffix().Replace(name, ""))?.Labels ?? []);

    private static async Task<string> TextAsync(Metrics metrics)
    {
        using var text = new MemoryStream();
        await metrics.WriteAsync(text, Bed.Stop);
        return Encoding.UTF8.GetString(text.ToArray());
    }

    // Either on its line, or folded below it.
    [GeneratedRegex(@"^    expr: (>-\n)?(?<expr>.+?)\n    (for|labels):", RegexOptions.ExplicitCapture | RegexOptions.Multiline | RegexOptions.Singleline, 1000)]
    private static partial Regex AlertExpression();

    [GeneratedRegex(@"^# TYPE (?<name>\S+)", RegexOptions.ExplicitCapture | RegexOptions.Multiline, 1000)]
    private static partial Regex TypeLine();

    [GeneratedRegex(@"\b(?<name>(reconciler|process|dotnet)_[a-z0-9_]+)(\{(?<labels>[^}]*)\})?", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Use();

    [GeneratedRegex(@"(?<label>[a-z_]+)\s*(=~|!=|!~|=)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Label();

    [GeneratedRegex("_(bucket|sum|count)$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Suffix();
}
