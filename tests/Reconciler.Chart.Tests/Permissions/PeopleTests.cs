using Reconciler.Chart.Tests.Given;
using Reconciler.TestKit.Clusters;

namespace Reconciler.Chart.Tests.Permissions;

/// <summary>What people may who view or edit a namespace: the roles that the cluster adds to its own <c>view</c> and <c>edit</c>.</summary>
/// <param name="plane">A real API server.</param>
public sealed class PeopleTests(ChartPlane plane)
{
    [Theory]
    [InlineData("view", "get", "maintenancewindows", true)]
    [InlineData("view", "list", "changetickets", true)]
    [InlineData("view", "create", "maintenancewindows", false)]
    [InlineData("edit", "create", "maintenancewindows", true)]
    [InlineData("edit", "patch", "supportcases", true)]
    [InlineData("edit", "patch", "maintenancewindows/status", false)]
    [InlineData("edit", "create", "fleetsources", false)]
    [InlineData("edit", "delete", "changetickets", false)]
    [InlineData("edit", "patch", "notices", false)]
    [InlineData("edit", "patch", "operationalpolicies", false)]
    public async Task Role_AddsRights(string role, string verb, string resource, bool expected)
    {
        var server = await BoundAsync(role, $"{role}er");

        // What is known last of what the role gives.
        await server.UntilMayAsync($"{role}er", TestContext.Current.CancellationToken, [("people", role == "view" ? "list" : "patch", "ops.reconciler.dev/supportcases", "")]);
        Assert.Equal(expected, await server.MayAsync($"{role}er", [("people", verb, $"ops.reconciler.dev/{resource}", "")]));
    }

    [Fact]
    public async Task Viewer_MayReadThePolicy_OnceBoundAsTheGuideSays()
    {
        var stop = TestContext.Current.CancellationToken;
        var server = await BoundAsync("view", "jane");
        await server.UntilMayAsync("jane", stop, [("people", "list", "ops.reconciler.dev/supportcases", "")]);
        Assert.False(await server.MayAsync("jane", [("", "list", "ops.reconciler.dev/operationalpolicies", "")]));
        var lines = await File.ReadAllLinesAsync(Repository.PathOf("charts", "OPERATIONS.md"), stop);
        var command = Assert.Single(lines, line => line.StartsWith("$ kubectl create clusterrolebinding ", StringComparison.Ordinal));

        await server.KubectlAsync(command["$ kubectl ".Length..].Replace("reconciler:reconciler", "people:rc-reconciler", StringComparison.Ordinal).Split(' '));

        await server.UntilMayAsync("jane", stop, new[] { "get", "list", "watch" }.Select(verb => ("", verb, "ops.reconciler.dev/operationalpolicies", "")));
        Assert.False(await server.MayAsync("jane", [("", "patch", "ops.reconciler.dev/operationalpolicies", "")]));
    }

    // Nobody runs here who adds the roles to the cluster's own.
    private async Task<ControlPlane> BoundAsync(string role, string user)
    {
        var server = await plane.WithAsync("people");
        await server.KubectlAsync(await Helm.TemplateAsync("people"), ["apply", "-f", "-"]);
        var roles = await server.KubectlAsync("get", "clusterrole", "-l", $"helm.sh/chart,rbac.authorization.k8s.io/aggregate-to-{role}=true", "-o", "jsonpath={.items[*].metadata.name}");
        foreach (var name in roles.Split(' '))
        {
            await server.KubectlAsync(
                $$"""
                apiVersion: rbac.authorization.k8s.io/v1
                kind: RoleBinding
                metadata: {name: "{{user}}-{{name}}", namespace: people}
                roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: "{{name}}"}
                subjects: [{apiGroup: rbac.authorization.k8s.io, kind: User, name: "{{user}}"}]
                """,
                ["apply", "--server-side", "-f", "-"]);
        }

        return server;
    }
}
