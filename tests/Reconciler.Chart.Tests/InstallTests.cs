using System.Text.RegularExpressions;
using Reconciler.Chart.Tests.Given;
using Reconciler.TestKit.Clusters;

namespace Reconciler.Chart.Tests;

/// <summary>The chart's page is what people type: its commands are run, one after the other, in a cluster that knows nothing of us.</summary>
public sealed partial class InstallTests : IAsyncDisposable
{
    private const string Kept = """
        {apiVersion: ops.reconciler.dev/v1alpha1, kind: HolidayCalendar, metadata: {name: kept, namespace: default}, spec: {dates: [{date: "2026-12-24", name: Founders}]}}
        """;

    private readonly ControlPlane _plane = new();

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Page_InstallsUpgradesAndUninstalls_AndNoObjectIsLost()
    {
        await _plane.ReadyAsync(Stop);
        Assert.SkipUnless(Assets.Has("helm"), Assets.Missing);
        var commands = Commands().Matches(await File.ReadAllTextAsync(Path.Combine(Helm.Chart, "README.md"), Stop)).Select(command => command.Groups["words"].Value).ToArray();
        Assert.Contains(commands, command => command.StartsWith("helm install", StringComparison.Ordinal));
        foreach (var command in commands)
        {
            await ShellAsync(command);
            if (command.StartsWith("helm install", StringComparison.Ordinal))
            {
                await _plane.KnowsKindsAsync(Stop);
                await _plane.KubectlAsync(Kept, ["apply", "-f", "-"]);

                // As an older version left it.
                await _plane.KubectlAsync("patch", "crd", "holidaycalendars.ops.reconciler.dev", "--field-manager=helm", "--type=json", "-p",
                    """[{"op": "replace", "path": "/spec/versions/0/additionalPrinterColumns", "value": []}]""");
            }
        }

        Assert.Equal("kept", await _plane.KubectlAsync("get", "hol", "-n", "default", "-o", "jsonpath={.items[*].metadata.name}"));
        Assert.NotEqual("", await _plane.KubectlAsync("get", "crd", "holidaycalendars.ops.reconciler.dev", "-o", "jsonpath={.spec.versions[0].additionalPrinterColumns}"));
        Assert.Equal("persistentvolumeclaim/reconciler-outbox\n", await _plane.KubectlAsync("get", "pvc,deploy,sa,role", "-n", "reconciler", "-o", "name"));

        // It takes the volume that it left behind.
        await ShellAsync("helm install reconciler CHART --namespace reconciler --set announce.mode=send --set outbox.enabled=true");
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _plane.DisposeAsync();

    private async Task ShellAsync(string command)
    {
        var folder = Path.GetDirectoryName(Assets.PathOf("kubectl"))!;
        var start = Helm.Start();
        (start.FileName, start.Arguments) = ("/bin/sh", "");
        start.ArgumentList.Add("-c");
        start.ArgumentList.Add($"set -e; PATH={folder}:$PATH; {command.Replace("CHART", Helm.Chart, StringComparison.Ordinal)}");
        start.Environment["KUBECONFIG"] = _plane.Kubeconfig;
        var done = await Command.RunAsync(start);
        Assert.True(done.Code == 0, $"{command}: {done.Error}{done.Output}");
    }

    [GeneratedRegex(@"^\$ (?<words>.+)$", RegexOptions.Multiline | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Commands();
}
