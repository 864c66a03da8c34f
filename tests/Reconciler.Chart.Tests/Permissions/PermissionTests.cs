using Reconciler.Chart.Tests.Given;

namespace Reconciler.Chart.Tests.Permissions;

/// <summary>
/// The operator as a process under exactly the service account that the chart makes, by the server's audit log: everything that it asks for it may,
/// and everything that it may it asks for.
/// </summary>
/// <param name="plane">A real API server.</param>
// Operators that see each other, and one policy.
[Collection("Operators")]
public sealed class PermissionTests(ChartPlane plane)
{
    private const string Freeze = "2020-02-30";

    [Theory]
    [InlineData("whole", "null", true)]
    [InlineData("reserved", "false", false)]
    public async Task Operator_OfTheWholeCluster_UsesEachRightOfItsChart_AndNoOther(string space, string policy, bool mayDeclareIt)
    {
        await using var ground = await Ground.NewAsync(plane, space, [.. Following(space), $"fleetSources.policy={policy}"]);
        await ground.StartAsync();
        if (!mayDeclareIt)
        {
            await ground.ApplyAsync(Fleet.Policy());
        }

        await FollowAsync(ground, [.. Fleet.Passing, .. Fleet.OfRepositories, .. mayDeclareIt ? [("policy.yaml", Fleet.Policy())] : Array.Empty<(string, string)>()]);
        if (mayDeclareIt)
        {
            await DisturbPolicyAsync(ground);
        }

        await RestartAsync(ground);
        await ground.SyncAsync(Fleet.Lasting);

        await JudgeAsync(ground);
    }

    [Theory]
    [InlineData("one", "null", false)]
    [InlineData("trusted", "true", true)]
    public async Task Operator_OfOneNamespace_UsesEachRightOfItsChart_AndNoOther(string space, string policy, bool mayDeclareIt)
    {
        await using var ground = await Ground.NewAsync(plane, space, [.. Following(space), $"watchNamespace={space}", $"fleetSources.policy={policy}"]);
        await ground.StartAsync();
        await FollowAsync(ground, [.. Fleet.Passing, .. Fleet.OfRepositories]);

        await BreakPolicyAsync(ground);
        await RestartAsync(ground);
        await ground.ApplyAsync(Fleet.Policy());
        await ground.SyncAsync(Fleet.Lasting);
        if (mayDeclareIt)
        {
            await ground.KubectlAsync("delete", "opol", "default");
            await ground.SyncAsync([.. Fleet.Lasting, ("policy.yaml", Fleet.Policy())]);
            await DisturbPolicyAsync(ground);
            await ground.SyncAsync(Fleet.Lasting);
        }

        await JudgeAsync(ground);
    }

    [Fact]
    public async Task Operator_WithoutRepositories_UsesEachRightOfItsChart_AndNoOther()
    {
        await using var ground = await Ground.NewAsync(plane, "bare", "watchNamespace=bare", "fleetSources.enabled=false", "announce.mode=send", "outbox.enabled=true");
        await ground.StartAsync();
        await ground.ApplyAsync([.. Fleet.Lasting.Concat(Fleet.Passing).Concat(Fleet.OfRepositories).Select(file => file.Text)]);
        await TellAsync(ground);
        await ground.ApplyAsync(Fleet.Cop("3h"));

        await BreakPolicyAsync(ground);
        await RestartAsync(ground);
        await ground.ApplyAsync(Fleet.Policy());
        await ground.KubectlAsync("delete", "mw,cop", "-l", "team=ours");

        await JudgeAsync(ground);
    }

    private static string[] Following(string space) =>
        ["extraArgs={--local-repositories}", $"fleetSources.secrets[0].namespace={space}", "fleetSources.secrets[0].names={team-git}", "announce.mode=send", "outbox.enabled=true"];

    // Others change the policy that a repository declares, and it is put back.
    private static async Task DisturbPolicyAsync(Ground ground)
    {
        await ground.KubectlAsync("label", "opol", "default", "team=theirs", "--overwrite");
        await ground.UntilAsync("opol", "{.items[*].metadata.labels.team}", "ours");
    }

    // A repository, with what others change in what it declares, and with another commit.
    private static async Task FollowAsync(Ground ground, (string Path, string Text)[] passing)
    {
        await ground.FollowAsync(new Uri(ground.Repository).AbsoluteUri, new() { ["username"] = "jane", ["password"] = "secret" });
        await ground.SyncAsync([.. Fleet.Lasting, .. passing]);
        await TellAsync(ground);

        await ground.KubectlAsync("label", "mw,di,cop,up,cr,case,hol,fleet,configmap", "-l", "team=ours,ops.reconciler.dev/fleet=team", "team=theirs", "--overwrite");
        await ground.UntilAsync("everything is put back", async () => await ground.KubectlAsync("get", "mw,di,cop,up,cr,case,hol,fleet,configmap", "-l", "team=theirs", "-o", "name") is "");

        await ground.SyncAsync([.. Fleet.Lasting, .. passing.Where(file => file.Path != "hsm.yaml"), ("hsm.yaml", Fleet.Cop("3h"))]);
    }

    // Somebody is told at once, and a window is made from a request.
    private static async Task TellAsync(Ground ground)
    {
        await ground.UntilAsync("mw/urgent", "{.status.conditions[?(@.type=='Announced')].status}", "True");
        await ground.UntilAsync("mw/hsm-acme", "{.status.conditions[?(@.type=='Scheduled')].status}", "True");
    }

    // The same is said twice of an object, and of the policy, which lies in no namespace.
    private static async Task BreakPolicyAsync(Ground ground)
    {
        await SayAsync();
        await ground.ApplyAsync(Fleet.Policy("2020-12-18"), Fleet.Window("again", "start: \"2027-03-02\""));
        await ground.UntilAsync("mw/again", "{.status.observedGeneration}", "1");
        await SayAsync();

        async Task SayAsync()
        {
            var before = await CountAsync();
            await ground.ApplyAsync(Fleet.Policy(Freeze));
            await ground.UntilAsync("an event about the policy", async () => await CountAsync() != before);
        }

        Task<string> CountAsync() => ground.KubectlAsync("get", "events", "-n", "default", "--field-selector", "involvedObject.kind=OperationalPolicy,reason=Unreadable", "-o", "jsonpath={.items[*].count}");
    }

    // The next process says again what is wrong, and finds that it was said.
    private static async Task RestartAsync(Ground ground)
    {
        await ground.ApplyAsync(Fleet.Window("odd", $"start: \"{Freeze}\""));
        await ground.UntilAsync("mw/odd", "{.status.conditions[?(@.type=='Ready')].reason}", "Unreadable");
        await ground.StopAsync();
        await ground.StartAsync();
        await ground.UntilAsync("what is wrong is said again", () => Task.FromResult(!ground.Unused.Any(right => right.Resource == "/events")));
    }

    private static async Task JudgeAsync(Ground ground)
    {
        await ground.UntilAsync("each right is used", () => Task.FromResult(!ground.Unused.Any()));
        await ground.StopAsync();

        var (granted, used) = (ground.Granted, ground.Used);
        Assert.DoesNotContain(used, each => each.Code is 401 or 403);
        Assert.DoesNotContain(used.Select(each => each.Right), right => !granted.Any(each => each.Covers(right)));
    }
}
