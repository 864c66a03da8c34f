using System.Diagnostics;
using System.Text.Json;
using System.Text.RegularExpressions;
using Reconciler.Operator.Tests.Given;

namespace Reconciler.Operator.Tests.Telemetry;

/// <summary>The alerts, judged by Prometheus' own tool.</summary>
public sealed partial class AlertTests
{
    private static readonly string Rules = Repository.PathOf("charts", "reconciler", "files", "alerts.yaml");
    private static readonly string Cases = Repository.PathOf("tests", "Reconciler.Operator.Tests", "Telemetry", "alerts.test.yaml");

    // `.ci/run` puts it there; else whatever the machine has.
    private static readonly string Tool = Repository.PathOf("artifacts", "tools", "prometheus", "usr", "bin", "promtool");

    public static bool HasTool => File.Exists(Tool) || Environment.GetEnvironmentVariable("PATH")!.Split(Path.PathSeparator).Any(folder => File.Exists(Path.Combine(folder, "promtool")));

    [Fact(SkipUnless = nameof(HasTool), Skip = "there is no promtool: `apt-get install prometheus` on Debian, or run .ci/run once, which unpacks it")]
    public async Task Alerts_AreWellFormed()
    {
        var (code, text) = await RunAsync("check", "rules", "--lint=all", "--lint-fatal", Rules);

        Assert.True(code == 0, text);
    }

    [Fact(SkipUnless = nameof(HasTool), Skip = "there is no promtool: `apt-get install prometheus` on Debian, or run .ci/run once, which unpacks it")]
    public async Task Alerts_AreRaised_WhenTheyShould()
    {
        var folder = Directory.CreateTempSubdirectory("reconciler-alerts-");
        File.Copy(Rules, Path.Combine(folder.FullName, "alerts.yaml"));
        File.Copy(Cases, Path.Combine(folder.FullName, "alerts.test.yaml"));

        var (code, text) = await RunAsync("test", "rules", Path.Combine(folder.FullName, "alerts.test.yaml"));
        folder.Delete(recursive: true);

        Assert.True(code == 0, text);
    }

    [Fact(SkipUnless = nameof(HasTool), Skip = "there is no promtool: `apt-get install prometheus` on Debian, or run .ci/run once, which unpacks it")]
    public async Task Dashboard_AsksWhatPrometheusUnderstands()
    {
        // What Grafana puts in.
        var rules = MetricsTests.Questions.Distinct(StringComparer.Ordinal).Select((question, number) =>
            $"  - {{record: question_{number}, expr: {JsonSerializer.Serialize(question.Replace("$__rate_interval", "5m", StringComparison.Ordinal).Replace("$namespace", ".*", StringComparison.Ordinal))}}}\n");
        var folder = Directory.CreateTempSubdirectory("reconciler-dashboard-");
        var file = Path.Combine(folder.FullName, "questions.yaml");
        await File.WriteAllTextAsync(file, $"groups:\n- name: dashboard\n  rules:\n{string.Concat(rules)}", Bed.Stop);

        var (code, text) = await RunAsync("check", "rules", file);
        folder.Delete(recursive: true);

        Assert.True(code == 0, text);
    }

    [Fact]
    public void Cases_CoverEveryAlert()
    {
        var raised = Raised().Matches(File.ReadAllText(Cases)).Select(match => match.Groups["name"].Value);

        Assert.Equal(Alert().Matches(File.ReadAllText(Rules)).Select(match => match.Groups["name"].Value).Order(StringComparer.Ordinal), raised.Distinct().Order(StringComparer.Ordinal));
    }

    private static async Task<(int Code, string Text)> RunAsync(params string[] words)
    {
        using var process = Process.Start(new ProcessStartInfo(File.Exists(Tool) ? Tool : "promtool", words) { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true })!;
        var (output, error) = (process.StandardOutput.ReadToEndAsync(Bed.Stop), process.StandardError.ReadToEndAsync(Bed.Stop));
        await process.WaitForExitAsync(Bed.Stop);
        return (process.ExitCode, await output + await error);
    }

    [GeneratedRegex(@"^  - alert: (?<name>\w+)", RegexOptions.ExplicitCapture | RegexOptions.Multiline, 1000)]
    private static partial Regex Alert();

    [GeneratedRegex(@"^    alertname: (?<name>\w+)\n    exp_alerts:", RegexOptions.ExplicitCapture | RegexOptions.Multiline, 1000)]
    private static partial Regex Raised();
}
