using System.Diagnostics;
using System.Net.Http.Json;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.Json;

namespace Reconciler.TestKit.Clusters;

/// <summary>
/// A real Kubernetes API server with etcd on loopback: one for a test assembly, as <c>[assembly: AssemblyFixture(typeof(ControlPlane))]</c>. It starts with the
/// first test that calls <see cref="ReadyAsync"/>, which skips the test where the programs are missing. Tests keep apart by namespace.
/// </summary>
public sealed class ControlPlane : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan Glance = TimeSpan.FromMilliseconds(100);

    private readonly SemaphoreSlim _gate = new(1);
    private readonly int[] _ports = Ports.Free(3);
    private readonly HttpClient _http = new();
    private Guarded? _etcd;
    private Guarded? _server;
    private Guarded? _controllers;

    /// <summary>The folder of data, keys and logs.</summary>
    public string Folder { get; } = Directory.CreateTempSubdirectory("reconciler-plane-").FullName;

    /// <summary>An administrator's kubeconfig.</summary>
    public string Kubeconfig => Path.Combine(Folder, "kubeconfig");

    /// <summary>The certificate authority of the server.</summary>
    public string Authority => Path.Combine(Folder, "pki", "ca.crt");

    /// <summary>The port of the API server.</summary>
    public int Port => _ports[0];

    /// <summary>The audit policy of the server, as YAML; null: it writes no <see cref="AuditLog"/>.</summary>
    public string? AuditPolicy { get; init; }

    /// <summary>What the server was asked, a line of JSON for each event.</summary>
    public string AuditLog => Path.Combine(Folder, "audit.log");

    /// <summary>Starts what does not run, and waits until the server answers.</summary>
    /// <param name="stop">Ends the waiting.</param>
    public async Task ReadyAsync(CancellationToken stop)
    {
        Assets.PathOf("kube-apiserver");
        await _gate.WaitAsync(stop);
        try
        {
            WriteFiles();
            _etcd ??= StartEtcd();
            if (_server is null)
            {
                _server = StartServer();
                await WaitUntilReadyAsync(stop);
            }
        }
        finally
        {
            _gate.Release();
        }
    }

    /// <summary>Waits until every kind that was defined is served, and kubectl finds it.</summary>
    /// <param name="stop">Ends the waiting.</param>
    public async Task KnowsKindsAsync(CancellationToken stop)
    {
        await KubectlAsync("wait", "crd", "--all", "--for=condition=Established", "--timeout=180s");
        var defined = NamesIn(await KubectlAsync("get", "crd", "-o", "jsonpath={.items[*].metadata.name}"));

        // A server that is busy says some time later that it has what it serves.
        await UntilAsync("every kind is served", async () => NamesIn(await KubectlAsync("api-resources", "-o", "name")).IsSupersetOf(defined), stop);

        static HashSet<string> NamesIn(string words) => [.. words.Split((char[])[' ', '\n'], StringSplitOptions.RemoveEmptyEntries)];
    }

    /// <summary>Whether somebody may do all of this.</summary>
    /// <param name="user">As <c>system:serviceaccount:NAMESPACE:NAME</c>.</param>
    /// <param name="what">In which namespace, or in all where it is empty; verb; <c>group/resource[/subresource]</c>; with which object, or with any where it is empty.</param>
    public async Task<bool> MayAsync(string user, params IEnumerable<(string Space, string Verb, string Resource, string Name)> what)
    {
        var reviews = what.Select(each => each.Resource.Split('/') is var parts ? $$"""
            apiVersion: authorization.k8s.io/v1
            kind: SubjectAccessReview
            spec:
              user: {{user}}
              resourceAttributes:
                {namespace: "{{each.Space}}", verb: {{each.Verb}}, group: "{{parts[0]}}", resource: "{{parts[1]}}", subresource: "{{parts.ElementAtOrDefault(2)}}", name: "{{each.Name}}"}
            """ : "");
        var answers = await KubectlAsync(string.Join("\n---\n", reviews), ["create", "-o", "jsonpath={.status.allowed}{' '}", "-f", "-"]);
        return answers.Split(' ', StringSplitOptions.RemoveEmptyEntries).All(answer => answer == "true");
    }

    /// <summary>Waits until somebody may do all of this: a server that is busy knows some time later what was granted.</summary>
    /// <param name="user">As for <see cref="MayAsync"/>.</param>
    /// <param name="stop">Ends the waiting.</param>
    /// <param name="what">As for <see cref="MayAsync"/>.</param>
    public Task UntilMayAsync(string user, CancellationToken stop, params IEnumerable<(string Space, string Verb, string Resource, string Name)> what) =>
        UntilAsync($"{user} may do what was granted", () => MayAsync(user, what), stop);

    /// <summary>Starts the garbage collector and the controllers of namespaces and service accounts beside it.</summary>
    /// <param name="stop">Ends the waiting.</param>
    public async Task WithControllersAsync(CancellationToken stop)
    {
        await ReadyAsync(stop);
        _controllers ??= Guarded.Start(Log("kube-controller-manager"), Assets.PathOf("kube-controller-manager"), "--kubeconfig", Kubeconfig,
            "--leader-elect=false", "--secure-port", "0", "--use-service-account-credentials=false",
            "--service-account-private-key-file", Key("sa.key"), "--root-ca-file", Authority,
            "--controllers=garbage-collector-controller,namespace-controller,serviceaccount-controller,serviceaccount-token-controller");
    }

    /// <summary>Stops the API server; etcd and its data stay. <see cref="ReadyAsync"/> starts it again at the same address.</summary>
    /// <param name="signal"><c>KILL</c> or <c>TERM</c>.</param>
    public async Task StopServerAsync(string signal = "KILL")
    {
        if (_server is not null)
        {
            await _server.StopAsync(signal);
            _server = null;
        }
    }

    /// <summary>Stops everything and calls <paramref name="change"/> with etcd's data folder: to copy it, or to put an older copy into its place.</summary>
    /// <param name="change">What to do while nothing runs.</param>
    /// <param name="stop">Ends the waiting for the server, which runs again afterwards.</param>
    public async Task WhileStoppedAsync(Action<string> change, CancellationToken stop)
    {
        await StopServerAsync();
        if (_etcd is not null)
        {
            await _etcd.StopAsync("TERM");
            _etcd = null;
        }

        change(Path.Combine(Folder, "etcd"));
        await ReadyAsync(stop);
    }

    /// <summary>etcd forgets everything but the present: older versions are answered with 410 Gone from then on, unless the server still remembers them itself.</summary>
    /// <param name="stop">Ends the waiting.</param>
    public async Task CompactAsync(CancellationToken stop)
    {
        var revision = await AskEtcdAsync("kv/range", new { key = Convert.ToBase64String("/"u8) }, stop);
        var now = revision.GetProperty("header").GetProperty("revision").GetString();
        await AskEtcdAsync("kv/compaction", new { revision = now, physical = true }, stop);
    }

    /// <summary>What etcd holds below a key, as the server stored it: custom resources are JSON.</summary>
    /// <param name="prefix">As <c>/registry/GROUP/PLURAL/NAMESPACE/</c>.</param>
    /// <param name="stop">Ends the waiting.</param>
    /// <returns>Values by key, with the revision at which each was written last.</returns>
    public async Task<IReadOnlyDictionary<string, (string Json, string Revision)>> StoredAsync(string prefix, CancellationToken stop)
    {
        var end = Encoding.UTF8.GetBytes(prefix);
        end[^1]++;
        var found = await AskEtcdAsync("kv/range", new { key = Convert.ToBase64String(Encoding.UTF8.GetBytes(prefix)), range_end = Convert.ToBase64String(end) }, stop);
        return !found.TryGetProperty("kvs", out var pairs)
            ? new Dictionary<string, (string, string)>()
            : pairs.EnumerateArray().ToDictionary(
                pair => Encoding.UTF8.GetString(pair.GetProperty("key").GetBytesFromBase64()),
                pair => (Encoding.UTF8.GetString(pair.GetProperty("value").GetBytesFromBase64()), pair.GetProperty("mod_revision").GetString()!));
    }

    /// <summary>Puts an object into etcd as an earlier server stored it; this one sees it as a change.</summary>
    /// <param name="key">Its key.</param>
    /// <param name="json">The object.</param>
    /// <param name="stop">Ends the waiting.</param>
    public Task StoreAsync(string key, string json, CancellationToken stop) =>
        AskEtcdAsync("kv/put", new { key = Convert.ToBase64String(Encoding.UTF8.GetBytes(key)), value = Convert.ToBase64String(Encoding.UTF8.GetBytes(json)) }, stop);

    /// <summary>Runs kubectl as administrator.</summary>
    /// <param name="arguments">Its arguments.</param>
    /// <returns>What it printed.</returns>
    public Task<string> KubectlAsync(params IEnumerable<string> arguments) => KubectlAsync("", arguments);

    /// <summary>Runs kubectl as administrator.</summary>
    /// <param name="input">What it reads from <c>-f -</c>.</param>
    /// <param name="arguments">Its arguments.</param>
    /// <returns>What it printed.</returns>
    public async Task<string> KubectlAsync(string input, IEnumerable<string> arguments)
    {
        using var kubectl = Process.Start(new ProcessStartInfo(Assets.PathOf("kubectl"), ["--kubeconfig", Kubeconfig, .. arguments])
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        var (output, errors) = (kubectl.StandardOutput.ReadToEndAsync(), kubectl.StandardError.ReadToEndAsync());
        await kubectl.StandardInput.WriteAsync(input);
        kubectl.StandardInput.Close();
        await kubectl.WaitForExitAsync();
        return kubectl.ExitCode == 0
            ? await output
            : throw new InvalidOperationException($"kubectl {string.Join(' ', arguments)}: {await errors}{await output}");
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        foreach (var program in new[] { _controllers, _server, _etcd })
        {
            if (program is not null)
            {
                await program.StopAsync("KILL");
            }
        }

        _http.Dispose();
        _gate.Dispose();
        Directory.Delete(Folder, recursive: true);
    }

    private Guarded StartEtcd() => Guarded.Start(Log("etcd"), Assets.PathOf("etcd"), "--data-dir", Path.Combine(Folder, "etcd"), "--unsafe-no-fsync",
        "--log-level", "warn", "--listen-client-urls", Etcd, "--advertise-client-urls", Etcd, "--listen-peer-urls", $"http://127.0.0.1:{_ports[2]}");

    private Guarded StartServer() => Guarded.Start(Log("kube-apiserver"), [Assets.PathOf("kube-apiserver"), "--bind-address", "127.0.0.1",
        "--advertise-address", "127.0.0.1", "--endpoint-reconciler-type", "none", "--secure-port", $"{Port}", "--etcd-servers", Etcd,
        "--service-cluster-ip-range", "10.0.0.0/24", "--authorization-mode", "RBAC", "--client-ca-file", Authority,
        "--tls-cert-file", Key("server.crt"), "--tls-private-key-file", Key("server.key"),
        "--service-account-issuer", "https://kubernetes.default.svc", "--service-account-key-file", Key("sa.key"),
        "--service-account-signing-key-file", Key("sa.key"), "--disable-admission-plugins", "ServiceAccount", "--etcd-compaction-interval", "0",
        .. AuditPolicy is null ? [] : new[] { "--audit-policy-file", AuditPolicyFile, "--audit-log-path", AuditLog }]);

    private string AuditPolicyFile => Path.Combine(Folder, "audit-policy.yaml");

    private string Etcd => $"http://127.0.0.1:{_ports[1]}";

    private string Log(string program) => Path.Combine(Folder, $"{program}.log");

    private string Key(string name) => Path.Combine(Folder, "pki", name);

    private void WriteFiles()
    {
        if (File.Exists(Kubeconfig))
        {
            return;
        }

        ClusterCertificates.Write(Path.Combine(Folder, "pki"));
        File.WriteAllText(AuditPolicyFile, AuditPolicy);
        File.WriteAllText(Kubeconfig, KubeconfigFor($"https://127.0.0.1:{Port}"));
    }

    /// <summary>The administrator's kubeconfig for another address of the same server, as that of a proxy.</summary>
    /// <param name="server">The address.</param>
    public string KubeconfigFor(string server) => $$$"""
        apiVersion: v1
        kind: Config
        current-context: test
        clusters: [{name: test, cluster: {server: "{{{server}}}", certificate-authority: {{{Authority}}}}}]
        users: [{name: admin, user: {client-certificate: {{{Key("admin.crt")}}}, client-key: {{{Key("admin.key")}}}}}]
        contexts: [{name: test, context: {cluster: test, user: admin}}]
        """;

    private async Task<JsonElement> AskEtcdAsync(string path, object body, CancellationToken stop)
    {
        using var answer = await _http.PostAsJsonAsync($"{Etcd}/v3/{path}", body, stop);
        answer.EnsureSuccessStatusCode();
        return await answer.Content.ReadFromJsonAsync<JsonElement>(stop);
    }

    private static async Task UntilAsync(string what, Func<Task<bool>> isSo, CancellationToken stop)
    {
        var begin = TimeProvider.System.GetTimestamp();
        while (!await isSo())
        {
            if (TimeProvider.System.GetElapsedTime(begin) > Patience)
            {
                throw new InvalidOperationException($"not within {Patience.TotalMinutes} minutes: {what}");
            }

            await Task.Delay(Glance, TimeProvider.System, stop);
        }
    }

    // Asked by us and not by kubectl: each of its starts would take from the server what the server lacks while it starts.
    private async Task WaitUntilReadyAsync(CancellationToken stop)
    {
        using var authority = X509CertificateLoader.LoadCertificateFromFile(Authority);
        using var handler = new SocketsHttpHandler();
        handler.SslOptions.CertificateChainPolicy = new() { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck, CustomTrustStore = { authority } };
        using var client = new HttpClient(handler);
        try
        {
            await UntilAsync("the API server is ready", async () => await IsReadyAsync(client, stop), stop);
        }
        catch (InvalidOperationException problem)
        {
            var log = string.Join('\n', (await File.ReadAllLinesAsync(Log("kube-apiserver"), stop)).TakeLast(5));
            throw new InvalidOperationException($"{problem.Message}\n{log}", problem);
        }
    }

    private async Task<bool> IsReadyAsync(HttpClient client, CancellationToken stop)
    {
        try
        {
            using var answer = await client.GetAsync(new Uri($"https://127.0.0.1:{Port}/readyz"), stop);
            return answer.IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }
}
