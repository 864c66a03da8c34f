using System.Diagnostics;
using System.Globalization;
using System.Text.Json.Nodes;
using Reconciler.Chart.Tests.Given;
using Reconciler.Chart.Tests.Permissions;
using Reconciler.Git.Tests;
using Reconciler.TestKit.Clusters;
using Reconciler.TestKit.GitServers;

namespace Reconciler.Chart.Tests.Operations;

/// <summary>
/// Where somebody works on two clusters: a folder, a kubeconfig with the contexts <c>old</c> and <c>new</c>, Helm, kubectl, the program and a Git server. There is nobody who
/// would run pods: whenever the deployment in the old cluster wants some, the operator runs here, as the account and with the arguments that the chart gives it; and so does
/// what <c>kubectl exec</c> runs, see <c>kubectl.sh</c> and <c>curl.sh</c>.
/// </summary>
internal sealed class Station : IAsyncDisposable
{
    private const string InGit = "days.yaml";
    private const string Account = "system:serviceaccount:reconciler:reconciler";

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan Glance = TimeSpan.FromMilliseconds(200);

    private readonly ControlPlane _old;
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("reconciler-station-");
    private readonly TemporaryRepository _git;
    private readonly GitHttpServer _server;
    private Process? _operator;
    private string _running = "";

    /// <summary>Sets it up.</summary>
    /// <param name="old">The cluster of the current context.</param>
    /// <param name="other">The other one.</param>
    public Station(ControlPlane old, ControlPlane other)
    {
        _old = old;
        // What breaks no rule.
        foreach (var (path, text) in Fleet.Lasting.Concat(Fleet.Passing.Where(file => file.Path is not ("carrier.yaml" or "upgrade.yaml" or "urgent.yaml" or InGit))).Append(("policy.yaml", Fleet.Policy())))
        {
            Write(Path.Combine("my-fleet", path), text);
        }

        _git = new(PathOf("served/team.git"), isBare: true);
        _git.Commit("main", [.. Fleet.Passing.Where(file => file.Path == InGit)]);
        _server = new(PathOf("served"));
        Write("ca.crt", _server.CaBundle);
        Write("team.yaml", $$"""
            apiVersion: ops.reconciler.dev/v1alpha1
            kind: FleetSource
            metadata: {name: team}
            spec: {url: "{{_server.Url}}/team.git", interval: 24h, secretRef: {name: team-git} }
            """);
        Write("kubeconfig", $$$"""
            apiVersion: v1
            kind: Config
            current-context: old
            clusters: [{{{ClusterOf("old", old)}}}, {{{ClusterOf("new", other)}}}]
            users: [{{{UserOf("old", old)}}}, {{{UserOf("new", other)}}}]
            contexts: [{name: old, context: {cluster: old, user: old} }, {name: new, context: {cluster: new, user: new} }]
            """);
        var program = PublishedProgram.Start();
        WriteProgram("reconciler", $"#!/bin/sh\nexec '{program.FileName}' {string.Join(' ', program.ArgumentList.Select(word => $"'{word}'"))} \"$@\"\n");
        foreach (var name in (string[])["kubectl", "curl"])
        {
            WriteProgram(name, File.ReadAllText(Repository.PathOf("tests", "Reconciler.Chart.Tests", "Operations", $"{name}.sh")));
        }
    }

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    /// <summary>Runs a command as people type it, and lets the operator follow.</summary>
    /// <param name="command">The command.</param>
    /// <returns>What it printed.</returns>
    public async Task<string> RunAsync(string command)
    {
        if (command.StartsWith("kubectl exec ", StringComparison.Ordinal) || command.StartsWith("reconciler sync ", StringComparison.Ordinal))
        {
            await UntilGrantedAsync();
        }

        var start = Helm.Start();
        (start.FileName, start.WorkingDirectory) = ("/bin/sh", _folder.FullName);
        start.ArgumentList.Clear();
        start.ArgumentList.Add("-c");
        start.ArgumentList.Add($"set -e; PATH={PathOf("bin")}:{Path.GetDirectoryName(Assets.PathOf("helm"))}:$PATH; {command.Replace("CHART", Helm.Chart, StringComparison.Ordinal)}");
        (start.Environment["KUBECONFIG"], start.Environment["KUBECTL"], start.Environment["STATION"]) = (PathOf("kubeconfig"), Assets.PathOf("kubectl"), _folder.FullName);
        var done = await Command.RunAsync(start);
        Assert.True(done.Code == 0, $"{command}: {done.Error}{done.Output}");
        await FollowAsync();
        return done.Output;
    }

    /// <summary>What a file in its folder holds.</summary>
    public string Read(string path) => File.ReadAllText(PathOf(path));

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await EndAsync();
        await _server.DisposeAsync();
        _git.Dispose();
        _folder.Delete(recursive: true);
    }

    // As a kubelet would: what the deployment asks for, no more.
    private async Task FollowAsync()
    {
        var list = JsonNode.Parse(await _old.KubectlAsync("get", "deploy", "-n", "reconciler", "-o", "json"))!["items"]!.AsArray();
        var pod = list.FirstOrDefault()?["spec"]?["template"]?["spec"];
        var arguments = pod is null || (int)list[0]!["spec"]!["replicas"]! == 0 ? "" : string.Join('\n', pod["containers"]![0]!["args"]!.AsArray().Select(word => Here((string)word!)));
        if (arguments == _running)
        {
            return;
        }

        await EndAsync();
        _running = arguments;
        if (arguments.Length > 0)
        {
            await BeginAsync(arguments.Split('\n'), (string)pod!["serviceAccountName"]!);
        }
    }

    private async Task BeginAsync(string[] arguments, string account)
    {
        var token = (await _old.KubectlAsync("create", "token", account, "-n", "reconciler")).Trim();
        Write("account", await File.ReadAllTextAsync(_old.Kubeconfig, Stop));
        await _old.KubectlAsync("config", "--kubeconfig", PathOf("account"), "set-credentials", "operator", $"--token={token}");
        await _old.KubectlAsync("config", "--kubeconfig", PathOf("account"), "set-context", "--current", "--user", "operator");
        Directory.CreateDirectory(PathOf("data/outbox"));
        var program = PublishedProgram.Start(arguments);
        var start = new ProcessStartInfo("/bin/sh", ["-c", "exec \"$@\" 2> said", "sh", program.FileName, .. program.ArgumentList]) { WorkingDirectory = _folder.FullName };
        start.Environment["KUBECONFIG"] = PathOf("account");
        _operator = Process.Start(start)!;
        await UntilLedAsync();
    }

    // The server knows some time later what was granted, and only a test is so quick to use it.
    private async Task UntilGrantedAsync()
    {
        var objects = JsonNode.Parse(await _old.KubectlAsync("get", "clusterroles,clusterrolebindings,roles,rolebindings", "-A", "-o", "json"))!["items"]!.AsArray();
        var granted = Right.GrantedTo(Account, [.. objects.Select(found => found!)]).Distinct().ToArray();
        Assert.NotEmpty(granted);
        await _old.UntilMayAsync(Account, Stop, granted.Select(right => (right.Space, right.Verb, right.Resource, right.Name)));
    }

    private async Task UntilLedAsync()
    {
        var begin = TimeProvider.System.GetTimestamp();
        for (var holder = ""; holder.Length == 0;)
        {
            holder = (await _old.KubectlAsync("get", "lease", "-n", "reconciler", "-o", "jsonpath={.items[*].spec.holderIdentity}")).Trim();
            if (_operator!.HasExited)
            {
                Assert.Fail($"the operator ended: {Read("said")}");
            }

            Assert.True(TimeProvider.System.GetElapsedTime(begin) < Patience, "nobody leads after some minutes");
            await Task.Delay(Glance, TimeProvider.System, Stop);
        }
    }

    private async Task EndAsync()
    {
        if (_operator is null)
        {
            return;
        }

        using (var kill = Process.Start("kill", ["-TERM", _operator.Id.ToString(CultureInfo.InvariantCulture)]))
        {
            await kill.WaitForExitAsync(CancellationToken.None);
        }

        try
        {
            await _operator.WaitForExitAsync(CancellationToken.None).WaitAsync(Patience, TimeProvider.System, CancellationToken.None);
        }
        catch (TimeoutException)
        {
            _operator.Kill();
        }

        File.Delete(PathOf("account"));
        Assert.True(_operator.ExitCode == 0, Read("said"));
        _operator.Dispose();
        _operator = null;
    }

    // What a kubelet fills in; pods have their ports to themselves.
    private string Here(string word) => word.StartsWith("--listen=", StringComparison.Ordinal)
        ? "--listen=127.0.0.1:0"
        : word.Replace("$(POD_NAMESPACE)", "reconciler", StringComparison.Ordinal).Replace("$(POD_NAME)", "reconciler-0", StringComparison.Ordinal).Replace("/data", PathOf("data"), StringComparison.Ordinal);

    private static string ClusterOf(string name, ControlPlane plane) =>
        $$"""{name: {{name}}, cluster: {server: "https://127.0.0.1:{{plane.Port.ToString(CultureInfo.InvariantCulture)}}", certificate-authority: {{plane.Authority}}} }""";

    private static string UserOf(string name, ControlPlane plane)
    {
        var keys = Path.GetDirectoryName(plane.Authority)!;
        return $$"""{name: {{name}}, user: {client-certificate: {{Path.Combine(keys, "admin.crt")}}, client-key: {{Path.Combine(keys, "admin.key")}}} }""";
    }

    private string PathOf(string path) => Path.Combine(_folder.FullName, path);

    private void WriteProgram(string name, string script)
    {
        var path = Path.Combine("bin", name);
        Write(path, script);
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(PathOf(path), UnixFileMode.UserRead | UnixFileMode.UserExecute | UnixFileMode.UserWrite);
        }
    }

    private void Write(string path, string text)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(PathOf(path))!);
        File.WriteAllText(PathOf(path), text);
    }
}
