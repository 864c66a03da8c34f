using System.Text.Json.Nodes;
using Reconciler.Operator.Tests.Given;
using Reconciler.TestKit.Clusters;
using Reconciler.TestKit.GitServers;

namespace Reconciler.Operator.Tests.Fleets;

/// <summary>Real Git servers behind a fleet source: what its secret holds, what they do wrong, and that it goes on by itself.</summary>
/// <param name="plane">A real API server.</param>
public sealed class ServerTests(ControlPlane plane)
{
    [Fact]
    public async Task SshKey_OfTheSecret_OpensTheRepository_ButNotOfAHostWithAnotherKey()
    {
        await using var fleet = await FleetBed.NewAsync(plane);
        await using var server = await SshServer.StartAsync(Bed.Stop);
        var revision = fleet.Git.Commit(("acme.yaml", Yaml.Instance()));
        await SecretAsync(fleet, ("identity", server.Identity), ("known_hosts", server.KnownHostsWith(server.NewKey("other").Public)));
        fleet.Start(options => options with { LocalRepositories = false });
        await fleet.FollowAsync("secretRef: {name: git}", server.UrlOf(fleet.Git.Folder));
        Assert.Equal("HostKeyMismatch", await ReasonAsync(fleet));

        await SecretAsync(fleet, ("identity", server.Identity), ("known_hosts", server.KnownHosts));
        await fleet.AskAsync();

        await fleet.UntilAppliedAsync(revision);
    }

    [Fact]
    public async Task SecretWithTokenAndPassword_IsRefused_ForNobodyKnowsWhichIsMeant()
    {
        await using var fleet = await FleetBed.NewAsync(plane);
        await SecretAsync(fleet, ("bearerToken", "token"), ("username", "jane"), ("password", "word"));
        fleet.Start();

        await fleet.FollowAsync("secretRef: {name: git}", "https://127.0.0.1:1/fleet");

        var status = await fleet.UntilAsync("it is refused", status => FleetBed.Reason(status) == "SecretUnusable");
        Assert.StartsWith("secret 'git' has both 'bearerToken' and 'password'", FleetBed.Message(status), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task KeyThatAKilledProcessLeft_IsRemoved_ThoughNothingIsFetched(bool isStandby)
    {
        await using var fleet = await FleetBed.NewAsync(plane);
        await fleet.FollowAsync("suspend: true", "ssh://git@git.example/fleet");
        if (isStandby)
        {
            fleet.Start(options => options with { Data = Path.Combine(fleet.Data, "of-the-leader") });
            await fleet.UntilAsync("another leads", status => FleetBed.Reason(status) == "Suspended");
        }

        var uid = (string)(await fleet.Bed.GetAsync("FleetSource", FleetBed.Name))["metadata"]!["uid"]!;
        var secrets = Directory.CreateDirectory(Path.Combine(fleet.Data, "fleets", uid, "secrets")).FullName;
        await File.WriteAllTextAsync(Path.Combine(secrets, "identity"), "-----BEGIN OPENSSH PRIVATE KEY-----", Bed.Stop);

        fleet.Start();

        await Bed.UntilAsync("it is removed", TimeSpan.FromSeconds(30), () => Task.FromResult(!Directory.Exists(secrets)));
        Assert.Equal("Suspended", FleetBed.Reason(await fleet.UntilAsync("somebody leads", status => status["conditions"] is not null)));
    }

    [Fact]
    public async Task MissingSshProgram_IsSaid_WithWhatToDo()
    {
        await using var fleet = await FleetBed.NewAsync(plane);
        await SecretAsync(fleet, ("identity", "-----BEGIN OPENSSH PRIVATE KEY-----"), ("known_hosts", "git.example ssh-ed25519 AAAA"));
        await fleet.FollowAsync("secretRef: {name: git}", "ssh://git@git.example/fleet");

        await using var process = new OperatorProcess(fleet.Bed, "without", Directory.CreateDirectory(Path.Combine(fleet.Data, "nothing")), "--data", fleet.Data);

        var status = await fleet.UntilAsync("the condition", status => FleetBed.Reason(status) == "SshUnavailable");
        Assert.Equal("the ssh program is not installed here: use an image that has the OpenSSH client, or fetch over https://", FleetBed.Message(status));
    }

    [Fact]
    public async Task HangingServer_IsLeftAfterTheTimeout_AndAskedAgain_WhileTheLastGoodStateStays()
    {
        await using var fleet = await FleetBed.NewAsync(plane);
        await using var server = new GitHttpServer(Path.GetDirectoryName(fleet.Git.Folder)!);
        await SecretAsync(fleet, ("ca.crt", server.CaBundle));
        fleet.Start();
        await FollowAsync(fleet, server, "timeout: 10s");
        await fleet.UntilAppliedAsync(fleet.Git.Commit(("acme.yaml", Yaml.Instance()), ("patch.yaml", Yaml.Window("patch"))));

        server.Answer = Answer.Silence;
        await FollowAsync(fleet, server, "timeout: 1s");
        var second = fleet.Git.Commit(("patch.yaml", Yaml.Window("patch", "2026-12-16")));
        var status = await fleet.UntilAsync("it is given up", status => FleetBed.Reason(status) == "TimedOut");
        Assert.Equal("True", (string?)FleetBed.Condition(status, "Reconciling")["status"]);
        Assert.Equal("2026-12-15", (string?)(await fleet.Bed.GetAsync("MaintenanceWindow", "patch"))["spec"]!["start"]);
        var asked = server.Asked.Count;
        await Bed.UntilAsync("it is asked again", () => Task.FromResult(server.Asked.Count > asked));

        server.Answer = Answer.Whole;
        await FollowAsync(fleet, server, "timeout: 10s");

        await fleet.UntilAppliedAsync(second);
    }

    [Fact]
    public async Task UnreachableServer_IsFoundAgain_WithoutBeingAskedTo()
    {
        await using var fleet = await FleetBed.NewAsync(plane);
        await using var server = new GitHttpServer(Path.GetDirectoryName(fleet.Git.Folder)!) { Status = System.Net.HttpStatusCode.BadGateway };
        var revision = fleet.Git.Commit(("acme.yaml", Yaml.Instance()));
        await SecretAsync(fleet, ("ca.crt", server.CaBundle));
        fleet.Start();
        await FollowAsync(fleet, server);
        Assert.Equal("ServerError", await ReasonAsync(fleet));

        server.Status = null;

        await fleet.UntilAppliedAsync(revision);
    }

    [Fact]
    public async Task CertificateOfAnotherHost_IsRejected()
    {
        await using var fleet = await FleetBed.NewAsync(plane);
        await using var server = new GitHttpServer(Path.GetDirectoryName(fleet.Git.Folder)!, "elsewhere.example");
        await SecretAsync(fleet, ("ca.crt", server.CaBundle));
        fleet.Start();

        await FollowAsync(fleet, server);

        Assert.Equal("CertificateRejected", await ReasonAsync(fleet));
        Assert.Empty(server.Asked);
    }

    [Fact]
    public async Task CertificateAuthorityOfAnotherServer_IsNotTrusted()
    {
        await using var fleet = await FleetBed.NewAsync(plane);
        await using var server = new GitHttpServer(Path.GetDirectoryName(fleet.Git.Folder)!);
        await using var other = new GitHttpServer(Path.GetDirectoryName(fleet.Git.Folder)!);
        await SecretAsync(fleet, ("ca.crt", other.CaBundle));
        fleet.Start();

        await FollowAsync(fleet, server);

        Assert.Equal("CertificateRejected", await ReasonAsync(fleet));
    }

    [Fact]
    public async Task Commit_IsFollowed_AlsoWhereTheBranchIsAheadOfIt()
    {
        await using var fleet = await FleetBed.NewAsync(plane);
        var old = fleet.Git.Commit(("acme.yaml", Yaml.Instance()))["main@sha1:".Length..];
        fleet.Git.Commit(("patch.yaml", Yaml.Window("patch")));
        fleet.Start();

        await fleet.FollowAsync($"ref: {{commit: {old}}}");

        await fleet.UntilAppliedAsync($"sha1:{old}");
        Assert.Empty(await fleet.NamesAsync("MaintenanceWindow"));
    }

    [Fact]
    public async Task News_AreFetched_WhenTheIntervalHasPassed()
    {
        await using var fleet = await FleetBed.NewAsync(plane);
        fleet.Start();
        await fleet.FollowAsync(interval: "5s");
        await fleet.UntilAppliedAsync(fleet.Git.Commit(("acme.yaml", Yaml.Instance())));

        await fleet.UntilAppliedAsync(fleet.Git.Commit(("patch.yaml", Yaml.Window("patch"))));
    }

    [Fact]
    public async Task Secret_IsLookedForAgain_WithoutAnInterval()
    {
        await using var fleet = await FleetBed.NewAsync(plane);
        await using var server = new GitHttpServer(Path.GetDirectoryName(fleet.Git.Folder)!);
        var revision = fleet.Git.Commit(("acme.yaml", Yaml.Instance()));
        fleet.Start();
        await FollowAsync(fleet, server);
        var status = await fleet.UntilAsync("it is missed", status => FleetBed.Reason(status) == "SecretUnusable");
        Assert.Equal("True", (string?)FleetBed.Condition(status, "Reconciling")["status"]);

        await SecretAsync(fleet, ("ca.crt", server.CaBundle));

        await fleet.UntilAppliedAsync(revision);
    }

    [Fact]
    public async Task Secret_IsRead_OnceItsTeamLetsTheOperator_ByTheCommandsOfTheReadme()
    {
        await using var fleet = await FleetBed.NewAsync(plane);
        await using var server = new GitHttpServer(Path.GetDirectoryName(fleet.Git.Folder)!);
        await SecretAsync(fleet, ("ca.crt", server.CaBundle));
        var revision = fleet.Git.Commit(("acme.yaml", Yaml.Instance()));
        fleet.Start(through: await AccountAsync(fleet.Bed));
        await FollowAsync(fleet, server);
        var status = (await fleet.Bed.UntilConditionAsync("FleetSource", FleetBed.Name, "Ready", "False"))["status"]!;
        Assert.Equal("SecretUnusable", FleetBed.Reason(status));
        Assert.Contains("forbidden", FleetBed.Message(status), StringComparison.Ordinal);

        var commands = (await File.ReadAllLinesAsync(Repository.PathOf("README.md"), Bed.Stop)).Where(line => line.Contains(" team-git-reader ", StringComparison.Ordinal)).ToArray();
        Assert.Equal(2, commands.Length);
        foreach (var command in commands)
        {
            await plane.KubectlAsync(command["$ kubectl ".Length..]
                .Replace("-n fleet", $"-n {fleet.Bed.Namespace}", StringComparison.Ordinal)
                .Replace("name=team-git", "name=git", StringComparison.Ordinal)
                .Replace("reconciler:reconciler", $"{fleet.Bed.Namespace}:operator", StringComparison.Ordinal).Split(' '));
        }

        await fleet.AskAsync();

        await fleet.UntilAppliedAsync(revision);
    }

    // Everything that an operator needs but the right to secrets.
    private async Task<string> AccountAsync(Bed bed)
    {
        await bed.KubectlAsync("create", "serviceaccount", "operator");
        await bed.ApplyAsync($$"""
            apiVersion: rbac.authorization.k8s.io/v1
            kind: ClusterRole
            metadata: {name: {{bed.Namespace}}}
            rules:
            - {apiGroups: [ops.reconciler.dev, events.k8s.io, coordination.k8s.io], resources: ["*"], verbs: ["*"]}
            - {apiGroups: [""], resources: [configmaps, events], verbs: ["*"]}
            ---
            apiVersion: rbac.authorization.k8s.io/v1
            kind: ClusterRoleBinding
            metadata: {name: {{bed.Namespace}}}
            roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: {{bed.Namespace}}}
            subjects: [{kind: ServiceAccount, name: operator, namespace: {{bed.Namespace}}}]
            """);
        return $$$"""
            apiVersion: v1
            kind: Config
            current-context: c
            clusters: [{name: c, cluster: {server: "https://127.0.0.1:{{{plane.Port}}}", certificate-authority: {{{plane.Authority}}}}}]
            users: [{name: u, user: {token: {{{(await bed.KubectlAsync("create", "token", "operator")).Trim()}}}}}]
            contexts: [{name: c, context: {cluster: c, user: u}}]
            """;
    }

    private static Task FollowAsync(FleetBed fleet, GitHttpServer server, string more = "") =>
        fleet.FollowAsync($"secretRef: {{name: git}}\n  {more}", $"{server.Url}/{Path.GetFileName(fleet.Git.Folder)}");

    private static async Task<string?> ReasonAsync(FleetBed fleet) => FleetBed.Reason((await fleet.Bed.UntilConditionAsync("FleetSource", FleetBed.Name, "Ready", "False"))["status"]!);

    private static Task SecretAsync(FleetBed fleet, params (string Key, string Value)[] data) => fleet.Bed.ApplyAsync(new JsonObject
    {
        ["apiVersion"] = "v1",
        ["kind"] = "Secret",
        ["metadata"] = new JsonObject { ["name"] = "git" },
        ["stringData"] = new JsonObject(data.Select(each => KeyValuePair.Create(each.Key, (JsonNode?)each.Value))),
    }.ToJsonString());
}
