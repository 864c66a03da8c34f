using System.Text.RegularExpressions;
using Reconciler.Chart.Tests.Given;
using Reconciler.TestKit.Clusters;

namespace Reconciler.Chart.Tests.Operations;

/// <summary>The operations guide: each of its commands is run, one after the other, and each alert has its answer.</summary>
public sealed partial class GuideTests : IAsyncDisposable
{
    private static readonly string Guide = Repository.PathOf("charts", "OPERATIONS.md");

    private readonly ControlPlane _old = new();
    private readonly ControlPlane _new = new();

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Commands_AllWork_AndTheLedgerSurvivesThem()
    {
        Assert.SkipUnless(Assets.Has("helm"), Assets.Missing);
        await Task.WhenAll(_old.ReadyAsync(Stop), _new.ReadyAsync(Stop));
        await using var place = new Station(_old, _new);
        var commands = Commands().Matches(await File.ReadAllTextAsync(Guide, Stop)).Select(command => command.Groups["words"].Value).ToArray();
        Assert.Contains(commands, command => command.StartsWith("reconciler ledger import", StringComparison.Ordinal));

        var (exported, imported) = ("", 0);
        foreach (var command in commands)
        {
            if (command == "reconciler ledger import ledger.yaml")
            {
                // As after a disaster.
                await _old.KubectlAsync("delete", "chg", "--all", "-n", "fleet");
            }

            var output = await place.RunAsync(command);
            if (command.StartsWith("reconciler ledger import ledger.yaml", StringComparison.Ordinal))
            {
                Assert.Equal(exported, await place.RunAsync($"reconciler ledger export --context {(command.EndsWith("--context new", StringComparison.Ordinal) ? "new" : "old")}"));
                imported++;
            }
            else if (command.StartsWith("reconciler ledger export", StringComparison.Ordinal))
            {
                exported = place.Read("ledger.yaml");
                Assert.Contains("kind: ChangeTicket\n", exported, StringComparison.Ordinal);
            }
            else if (command == "reconciler status --live")
            {
                Assert.Contains("reconciler/reconciler: led by ", output, StringComparison.Ordinal);
            }
            else if (command.StartsWith("kubectl exec ", StringComparison.Ordinal))
            {
                Assert.Contains("; we are system:serviceaccount:reconciler:reconciler\n", output, StringComparison.Ordinal);
            }
            else if (command.StartsWith("curl ", StringComparison.Ordinal))
            {
                Assert.Contains("[+]", output, StringComparison.Ordinal);
            }
            else if (command.StartsWith("kubectl logs ", StringComparison.Ordinal))
            {
                Assert.Contains("[pod/reconciler-0/operator] {", command.EndsWith("> reconciler.log", StringComparison.Ordinal) ? place.Read("reconciler.log") : output, StringComparison.Ordinal);
            }
        }

        Assert.Equal(2, imported);
        Assert.Contains("uninstall", commands[^1], StringComparison.Ordinal);
        Assert.Equal(exported, await place.RunAsync("reconciler ledger export --context old"));
    }

    [Fact]
    public async Task EachAlert_HasItsHeading_AndEachHeadingItsAlert()
    {
        var alerts = Path.Combine(Helm.Chart, "files", "alerts.yaml");
        Assert.SkipUnless(File.Exists(alerts), "needs the chart's alerts");

        var named = Alerts().Matches(await File.ReadAllTextAsync(alerts, Stop)).Select(alert => alert.Groups["name"].Value).ToArray();
        var answered = Headings().Matches(await File.ReadAllTextAsync(Guide, Stop)).Select(heading => heading.Groups["name"].Value);

        Assert.NotEmpty(named);
        Assert.Equal(named, answered);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _old.DisposeAsync();
        await _new.DisposeAsync();
    }

    [GeneratedRegex(@"^\$ (?<words>.+)$", RegexOptions.Multiline | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Commands();

    [GeneratedRegex(@"^ *- alert: (?<name>\w+)$", RegexOptions.Multiline | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Alerts();

    [GeneratedRegex(@"^### (?<name>\w+)$", RegexOptions.Multiline | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Headings();
}
