using System.Diagnostics;
using System.Globalization;
using Reconciler.Cli.Tests.Running;
using Reconciler.TestKit.Clusters;

namespace Reconciler.Cli.Tests.Clusters;

/// <summary>The program as a process in a cluster of its own, for each way to say who it is; with RECONCILER_PROGRAM the one that is shipped.</summary>
public sealed class ProgramTests(ProgramTests.OwnPlane own) : IClassFixture<ProgramTests.OwnPlane>, IDisposable
{
    private static readonly string Fleet = $$"""
        apiVersion: ops.reconciler.dev/v1alpha1
        kind: DedicatedInstance
        metadata: {name: acme}
        {{SmallInstance.Spec("acme")}}
        ---
        apiVersion: ops.reconciler.dev/v1alpha1
        kind: MaintenanceWindow
        metadata: {name: fix}
        spec:
          instance: acme
          category: interrupting
          summary: Calls fail
          duration: 1h
          applications: [CUCM]
          dataCenters: [dc-1]
          emergency: {ground: restoreService, timing: nextWindow, customerImpact: no calls, approvedBy: jane}
        """;

    private readonly Workplace _place = new();

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("certificate")]
    [InlineData("token")]
    [InlineData("plugin")]
    public async Task Operator_TellsPeople_AndTheLedgerIsCarried(string user)
    {
        var plane = await own.ReadyAsync();
        await plane.KubectlAsync("create", "namespace", user);
        await plane.KubectlAsync(Fleet, ["apply", "--server-side", "-n", user, "-f", "-"]);
        await WriteKubeconfigAsync(plane, user);

        using (var program = ProcessRun.Start(_place.PathOf(""), $"operator --kubeconfig kubeconfig -n {user} --outbox outbox --lease-namespace {user}".Split(' ')))
        {
            var said = program.StandardError.ReadToEndAsync(Stop);
            await plane.KubectlAsync("wait", "-n", user, "mw/fix", "--for=condition=Announced", "--timeout=300s");
            using var kill = Process.Start("kill", ["-TERM", program.Id.ToString(CultureInfo.InvariantCulture)]);
            await program.WaitForExitAsync(Stop);
            Assert.Contains("NoticeSent: emergency to desk@northwind.example", await said, StringComparison.Ordinal);
            Assert.Equal(ExitCodes.Clean, program.ExitCode);
        }

        var ledger = await _place.RunAsync($"ledger export --kubeconfig kubeconfig -n {user}");
        Assert.Contains("sentAt: ", ledger.Output, StringComparison.Ordinal);
        await plane.KubectlAsync("delete", "chg", "--all", "-n", user);
        var empty = await _place.RunAsync($"ledger export --kubeconfig kubeconfig -n {user}");
        Assert.Equal(new(ExitCodes.Clean, "0 tickets created, 0 overwritten, 0 as they were.\n", ""), await _place.RunAsync("ledger import - --kubeconfig kubeconfig", empty.Output));
        Assert.Equal(new(ExitCodes.Clean, "1 tickets created, 0 overwritten, 0 as they were.\n", ""), await _place.RunAsync("ledger import - --kubeconfig kubeconfig", ledger.Output));
        Assert.Equal(ledger, await _place.RunAsync($"ledger export --kubeconfig kubeconfig -n {user}"));
    }

    /// <inheritdoc/>
    public void Dispose() => _place.Dispose();

    private async Task WriteKubeconfigAsync(ControlPlane plane, string user)
    {
        _place.With("kubeconfig", await File.ReadAllTextAsync(plane.Kubeconfig, Stop));
        if (user == "certificate")
        {
            return;
        }

        await plane.KubectlAsync("create", "serviceaccount", "reconciler", "-n", user);
        await plane.KubectlAsync("create", "clusterrolebinding", user, "--clusterrole=cluster-admin", $"--serviceaccount={user}:reconciler");
        var token = (await plane.KubectlAsync("create", "token", "reconciler", "-n", user)).Trim();
        var credential = $$$"""{"apiVersion": "client.authentication.k8s.io/v1", "kind": "ExecCredential", "status": {"token": "{{{token}}}"}}""";
        _place.With("credential.json", credential);
        await plane.KubectlAsync(
        [
            "config", "--kubeconfig", _place.PathOf("kubeconfig"), "set-credentials", user,
            .. user == "token" ? [$"--token={token}"] : new[] { "--exec-command=cat", $"--exec-arg={_place.PathOf("credential.json")}", "--exec-api-version=client.authentication.k8s.io/v1", "--exec-interactive-mode=Never" },
        ]);
        await plane.KubectlAsync("config", "--kubeconfig", _place.PathOf("kubeconfig"), "set-context", "--current", "--user", user);
    }

    /// <summary>A cluster that no other test touches: the operator's policy is everybody's.</summary>
    public sealed class OwnPlane : IAsyncDisposable
    {
        private readonly ControlPlane _plane = new();
        private bool _isInstalled;

        /// <summary>Starts it and installs the definitions, once.</summary>
        public async Task<ControlPlane> ReadyAsync()
        {
            await _plane.ReadyAsync(Stop);
            if (!_isInstalled)
            {
                using var place = new Workplace();
                await _plane.KubectlAsync((await place.RunAsync("crd")).Output, ["apply", "--server-side", "-f", "-"]);
                await _plane.KnowsKindsAsync(Stop);
                _isInstalled = true;
            }

            return _plane;
        }

        /// <inheritdoc/>
        public ValueTask DisposeAsync() => _plane.DisposeAsync();
    }
}
