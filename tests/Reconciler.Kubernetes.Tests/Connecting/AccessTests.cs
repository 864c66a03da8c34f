using System.Net.Http.Headers;
using System.Text;
using k8s.Authentication;
using Reconciler.Kubernetes.Connecting;
using Reconciler.Kubernetes.Objects;
using Reconciler.TestKit.Clusters;
using static Reconciler.Kubernetes.Tests.Plane;

namespace Reconciler.Kubernetes.Tests.Connecting;

/// <summary>Whom we believe, and who we are.</summary>
public sealed class AccessTests(ControlPlane plane)
{
    [Fact]
    public async Task Server_IsRefused_WhenItsCertificateBearsAnotherName()
    {
        await plane.ReadyAsync(Stop);
        await using var proxy = new FaultyProxy(plane.Port, "127.0.0.2");
        var objects = plane.ObjectsThrough(proxy);

        var problem = await Assert.ThrowsAsync<ApiException>(() => objects.Connection.AskAsync(new(HttpMethod.Get, "/version"), Stop));

        Assert.Contains("RemoteCertificateNameMismatch", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Server_IsBelieved_WhenTheKubeconfigNamesItsName()
    {
        await plane.ReadyAsync(Stop);
        await using var proxy = new FaultyProxy(plane.Port, "127.0.0.2");

        Assert.NotEmpty(await AskAsync(Kubeconfig(server: $"{proxy.Address}", more: "tls-server-name: localhost")));
    }

    [Fact]
    public async Task Server_IsRefused_WhenAnotherAuthoritySigned()
    {
        await plane.ReadyAsync(Stop);
        using var other = ClusterCertificates.Authority("CN=other");
        var access = ApiAccess.FromKubeconfig(Kubeconfig(authority: other.ExportCertificatePem()), null);

        var problem = await Assert.ThrowsAsync<ApiException>(() => Over(access).Connection.AskAsync(new(HttpMethod.Get, "/version"), Stop));

        Assert.Contains("PartialChain", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Server_IsBelieved_WhenItsAuthorityIsTheSecondOfABundle()
    {
        await plane.ReadyAsync(Stop);
        using var other = ClusterCertificates.Authority("CN=other");

        Assert.NotEmpty(await AskAsync(Kubeconfig(authority: $"{other.ExportCertificatePem()}\n{await File.ReadAllTextAsync(plane.Authority, Stop)}")));
    }

    [Fact]
    public async Task Token_IsReadAnew_WhenTheServerRefusesTheOldOne()
    {
        var folder = await ServiceAccountAsync("rotating", "spoiled");
        var objects = Over(ServiceAccount.Read("127.0.0.1", $"{plane.Port}", folder, TimeProvider.System));

        var problem = await Assert.ThrowsAsync<ApiException>(() => WhoAsync(objects));
        await File.WriteAllTextAsync(Path.Combine(folder, "token"), await TokenAsync("rotating"), Stop);

        Assert.Equal((401, "rotating"), (problem.Code, objects.Connection.Namespace));
        Assert.Contains("system:serviceaccount:rotating:robot", await WhoAsync(objects), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Token_IsReadAnew_WhenItIsAMinuteOld()
    {
        var file = Path.Combine(Directory.CreateTempSubdirectory("reconciler-token-").FullName, "token");
        var clock = new TestClock(new(2026, 12, 1, 9, 0, 0, TimeSpan.Zero));
        var bearer = new TokenFileBearer(file, clock);
        await File.WriteAllTextAsync(file, "one\n", Stop);
        var first = await bearer.HeaderAsync(Stop);
        await File.WriteAllTextAsync(file, "two\n", Stop);

        clock.Advance(TimeSpan.FromSeconds(59));
        Assert.Same(first, await bearer.HeaderAsync(Stop));
        clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(("one", "two"), (first!.Parameter, (await bearer.HeaderAsync(Stop))!.Parameter));
    }

    [Fact]
    public async Task Token_ComesFromTheProgramThatTheKubeconfigNames()
    {
        await ServiceAccountAsync("exec", "unused");
        var file = Kubeconfig(user: Exec(Write(Credential(await TokenAsync("exec")))));

        Assert.Contains("system:serviceaccount:exec:robot", await WhoAsync(Over(ApiAccess.FromKubeconfig(file, null))), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Token_IsAskedForAnew_WhenTheServerRefusesTheProgramsOldOne()
    {
        await ServiceAccountAsync("withdrawn", "unused");
        var answer = Write(Credential("spoiled"));
        var objects = Over(ApiAccess.FromKubeconfig(Kubeconfig(user: Exec(answer)), null));

        var problem = await Assert.ThrowsAsync<ApiException>(() => WhoAsync(objects));
        await File.WriteAllTextAsync(answer, Credential(await TokenAsync("withdrawn")), Stop);

        Assert.Equal(401, problem.Code);
        Assert.Contains("system:serviceaccount:withdrawn:robot", await WhoAsync(objects), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Token_IsAskedForOnce_WhenManyRequestsWereRefusedTheOldOne()
    {
        var asked = 0;
        var bearer = new PluginBearer(new Provider("one"), () => new Provider($"more-{++asked}"));
        var old = await bearer.HeaderAsync(Stop);

        bearer.Refused(old);
        Assert.Equal("more-1", (await bearer.HeaderAsync(Stop))!.Parameter);
        bearer.Refused(old);

        Assert.Equal("more-1", (await bearer.HeaderAsync(Stop))!.Parameter);
    }

    [Fact]
    public async Task Request_FailsAsWithoutAnAnswer_WhenTheProgramGivesNoTokenAnyMore()
    {
        await plane.ReadyAsync(Stop);
        var answer = Write("""
            {"apiVersion":"client.authentication.k8s.io/v1","kind":"ExecCredential","status":{"token":"old","expirationTimestamp":"2020-01-01T00:00:00Z"}}
            """);
        var file = Kubeconfig(user: Exec(answer));
        using var connection = new ApiConnection(ApiAccess.FromKubeconfig(file, null), TimeProvider.System);
        File.Delete(answer);

        var problem = await Assert.ThrowsAsync<ApiException>(() => connection.AskAsync(new(HttpMethod.Get, "/version"), Stop));

        Assert.Equal((0, ApiException.NoCredentialReason), (problem.Code, problem.Reason));
        Assert.StartsWith("the credential can not be had: ", problem.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Request_FailsAsWithoutAnAnswer_WhenTheTokenCanNotBeRead()
    {
        var access = new ApiAccess { Server = new("https://127.0.0.1:1"), Bearer = new TokenFileBearer("/no/such/token", TimeProvider.System) };
        using var connection = new ApiConnection(access, TimeProvider.System);

        var problem = await Assert.ThrowsAsync<ApiException>(() => connection.AskAsync(new(HttpMethod.Get, "/version"), Stop));

        Assert.Equal((0, ApiException.NoCredentialReason), (problem.Code, problem.Reason));
        Assert.Contains("/no/such/token", problem.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Context_IsTheNamedOne_AndFilesAreMerged()
    {
        await plane.ReadyAsync(Stop);
        var other = Write("""
            {apiVersion: v1, kind: Config, contexts: [{name: other, context: {cluster: test, user: admin, namespace: elsewhere}}]}
            """);

        var access = ApiAccess.FromKubeconfig($"{plane.Kubeconfig}{Path.PathSeparator}/none{Path.PathSeparator}{other}", "other");

        Assert.Equal(("elsewhere", plane.Port), (access.Namespace, access.Server.Port));
        Assert.Equal("default", ApiAccess.FromKubeconfig(plane.Kubeconfig, null).Namespace);
    }

    [Theory]
    [InlineData("", "this is no kubeconfig")]
    [InlineData("{apiVersion: v1, kind: Config}", "Cannot infer server host url either from context or masterUrl")]
    [InlineData("{apiVersion: v1, kind: Config, current-context: x, contexts: []}", "CurrentContext: x not found in contexts in kubeconfig")]
    public void Kubeconfig_IsRefusedInOneLine_WhenItLeadsNowhere(string text, string why)
    {
        var file = Write(text);
        var problem = Assert.Throws<ApiAccessException>(() => ApiAccess.FromKubeconfig(file, null));

        Assert.Equal($"{file}: no way to a cluster: {why}", problem.Message);
    }

    [Fact]
    public void Kubeconfig_IsRefused_WhenThereIsNone() =>
        Assert.Equal(
            "/no/such/file: no way to a cluster: kubeconfig file not found at /no/such/file",
            Assert.Throws<ApiAccessException>(() => ApiAccess.Find("/no/such/file", null, TimeProvider.System)).Message);

    private static string Credential(string token) => $$$"""
        {"apiVersion":"client.authentication.k8s.io/v1","kind":"ExecCredential","status":{"token":"{{{token}}}"}}
        """;

    private static string Exec(string answer) => $"exec: {{apiVersion: client.authentication.k8s.io/v1, command: cat, args: [\"{answer}\"], interactiveMode: Never}}";

    private static Task<byte[]> AskAsync(string kubeconfig) =>
        Over(ApiAccess.FromKubeconfig(kubeconfig, null)).AskAsync(new(HttpMethod.Get, "/version"), Stop);

    private static async Task<string> WhoAsync(ApiObjects objects) => Encoding.UTF8.GetString(await objects.AskAsync(new(
        HttpMethod.Post, "/apis/authentication.k8s.io/v1/selfsubjectreviews",
        """{"apiVersion":"authentication.k8s.io/v1","kind":"SelfSubjectReview"}"""u8.ToArray(), "application/json"), Stop));

    // A folder as the kubelet makes it, in a namespace with a service account.
    private async Task<string> ServiceAccountAsync(string space, string token)
    {
        var objects = await plane.ObjectsAsync();
        await objects.NamespaceAsync(space);
        await plane.KubectlAsync("create", "serviceaccount", "robot", "-n", space);
        var folder = Directory.CreateTempSubdirectory("reconciler-account-").FullName;
        File.Copy(plane.Authority, Path.Combine(folder, "ca.crt"));
        await File.WriteAllTextAsync(Path.Combine(folder, "namespace"), space, Stop);
        await File.WriteAllTextAsync(Path.Combine(folder, "token"), token, Stop);
        return folder;
    }

    private async Task<string> TokenAsync(string space) => (await plane.KubectlAsync("create", "token", "robot", "-n", space)).Trim();

    private string Kubeconfig(string? server = null, string? authority = null, string? user = null, string more = "") => Write($$$"""
        apiVersion: v1
        kind: Config
        current-context: c
        clusters:
        - name: c
          cluster:
            server: "{{{server ?? $"https://127.0.0.1:{plane.Port}"}}}"
            certificate-authority-data: {{{Convert.ToBase64String(Encoding.UTF8.GetBytes(authority ?? File.ReadAllText(plane.Authority)))}}}
            {{{more}}}
        users: [{name: u, user: { {{{user ?? $"client-certificate: {plane.Folder}/pki/admin.crt, client-key: {plane.Folder}/pki/admin.key"}}} } }]
        contexts: [{name: c, context: {cluster: c, user: u}}]
        """);

    private static string Write(string text)
    {
        var path = Path.Combine(Directory.CreateTempSubdirectory("reconciler-kubeconfig-").FullName, "config");
        File.WriteAllText(path, text);
        return path;
    }

    private sealed class Provider(string token) : ITokenProvider
    {
        public Task<AuthenticationHeaderValue> GetAuthenticationHeaderAsync(CancellationToken cancellationToken) => Task.FromResult(new AuthenticationHeaderValue("Bearer", token));
    }
}
