using System.Text.Json.Nodes;
using Reconciler.Chart.Tests.Given;
using Reconciler.Operator.Checking;
using Reconciler.TestKit.Clusters;

namespace Reconciler.Chart.Tests.Operations;

/// <summary>What <c>reconciler check</c> asks for is what the chart grants.</summary>
/// <param name="plane">A real API server, which reads what Helm renders.</param>
public sealed class RightsTests(ChartPlane plane)
{
    private const string Space = "checked";

    [Theory]
    [InlineData(null, true, "null")]
    [InlineData(null, true, "true")]
    [InlineData(null, false, "null")]
    [InlineData(Space, true, "null")]
    [InlineData(Space, true, "false")]
    [InlineData(Space, false, "null")]
    public async Task Check_AsksForWhatTheChartGrants(string? only, bool withSources, string policy)
    {
        await plane.WithAsync(Space);
        Assert.SkipUnless(Assets.Has("helm"), Assets.Missing);

        var granted = await GrantedAsync(only, withSources, policy);

        Assert.Equal(granted, Asked(only, withSources).SelectMany(TextsOf).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task WhatTheChartWithholdsOfThePolicy_IsNotNeeded()
    {
        await plane.WithAsync(Space);
        Assert.SkipUnless(Assets.Has("helm"), Assets.Missing);

        var granted = await GrantedAsync(null, withSources: true, "false");

        var lacking = Asked(null, withSources: true).Where(right => TextsOf(right).Except(granted).Any()).ToArray();
        var one = Assert.Single(lacking);
        Assert.Equal(("operationalpolicies", "create, delete, get, patch"), (one.Resource, string.Join(", ", one.Verbs)));
        Assert.StartsWith("so no repository may declare the policy", one.Without, StringComparison.Ordinal);
    }

    [Fact]
    public async Task WhatTheChartAddsForThePolicy_IsToWriteIt()
    {
        await plane.WithAsync(Space);
        Assert.SkipUnless(Assets.Has("helm"), Assets.Missing);

        var granted = await GrantedAsync(Space, withSources: true, "true");

        Assert.Equal(
            [": create ops.reconciler.dev/operationalpolicies ", ": delete ops.reconciler.dev/operationalpolicies ", ": get ops.reconciler.dev/operationalpolicies ", ": patch ops.reconciler.dev/operationalpolicies "],
            granted.Except(Asked(Space, withSources: true).SelectMany(TextsOf)));
    }

    private static IEnumerable<Right> Asked(string? only, bool withSources) =>
        Rights.Of(new() { Namespace = only, LeaseName = "led", LeaseNamespace = Space, WithSources = withSources });

    private static IEnumerable<string> TextsOf(Right right) => right.Verbs.Select(verb => $"{right.Namespace}: {verb} {right.Group}/{right.Resource} {right.Name}");

    private async Task<string[]> GrantedAsync(string? only, bool withSources, string policy)
    {
        var objects = await plane.TryAsync(await Helm.TemplateAsync(
            Space, "--set", $"watchNamespace={only}", "--set", $"fleetSources.enabled={(withSources ? "true" : "false")}", "--set", $"fleetSources.policy={policy}", "--set", "lease.name=led", "--set", "rbac.aggregate=false"));
        return [.. objects.Where(found => (string?)found["kind"] is "Role" or "ClusterRole").SelectMany(RightsOf).Distinct().Order(StringComparer.Ordinal)];
    }

    private static IEnumerable<string> RightsOf(JsonNode role) =>
        from rule in role["rules"]!.AsArray()
        from @group in Texts(rule!["apiGroups"])
        from resource in Texts(rule["resources"])
        from verb in Texts(rule["verbs"])
        from name in rule["resourceNames"] is null ? [""] : Texts(rule["resourceNames"])
        select $"{(string?)role["metadata"]!["namespace"]}: {verb} {@group}/{resource} {name}";

    private static IEnumerable<string> Texts(JsonNode? list) => list!.AsArray().Select(text => (string)text!);
}
