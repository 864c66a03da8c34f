using Reconciler.Cli.Tests.Running;

namespace Reconciler.Cli.Tests.Commands;

public sealed class ResponsibilitiesTests : IDisposable
{
    private const string Instance = """
        apiVersion: ops.reconciler.dev/v1alpha1
        kind: DedicatedInstance
        metadata: {name: acme-amer}
        spec:
          customer: Acme
          partner: Northwind
          region: AMER
          dataCenters: [dc-1]
          applications:
          - {kind: CUCM, version: 15SU2, nodes: [{name: ucm-1, role: publisher, dataCenter: dc-1}]}
          certificates:
          - {name: tomcat, application: CUCM, expires: 2027-06-20, managedBy: provider}
          - {name: edge, application: CUCM, expires: 2027-06-20, managedBy: customer}
          sso: {enabled: true, identityProvider: Okta}
          integrations:
          - {name: Verint recorder}
          - {name: Contact Center Express, managedBy: provider}
          contacts: []
        """;

    private readonly Workplace _place = new Workplace().With("fleet/acme.yaml", Instance);

    [Theory]
    [InlineData("text", "txt")]
    [InlineData("json", "json")]
    public async Task Responsibilities_NameWhoAnswersForWhat(string format, string ending)
    {
        var outcome = await _place.RunAsync($"responsibilities acme-amer --fleet fleet -o {format}");

        Assert.Equal((ExitCodes.Clean, ""), (outcome.Code, outcome.Error));
        Golden.Match($"../Golden/responsibilities.golden.{ending}", outcome.Output);
    }

    [Fact]
    public async Task Responsibilities_FollowThePolicy()
    {
        _place.With("fleet/policy.yaml", """
            apiVersion: ops.reconciler.dev/v1alpha1
            kind: OperationalPolicy
            metadata: {name: default}
            spec:
              responsibilities:
              - {name: redundancy, by: [provider]}
            """);

        var outcome = await _place.RunAsync("responsibilities acme-amer --fleet fleet -o json");

        Assert.Contains(
            outcome.Json["responsibilities"]!.AsArray(),
            row => row!["section"]!.GetValue<int>() == 12 && row["item"]!.GetValue<string>().StartsWith("redundancy", StringComparison.Ordinal)
                && row["by"]![0]!["kind"]!.GetValue<string>() == "provider");
    }

    [Fact]
    public async Task Responsibilities_AreWrongUsage_WhenThereIsNoSuchInstance()
    {
        var outcome = await _place.RunAsync("responsibilities acme-emea --fleet fleet");

        Assert.Equal(ExitCodes.Usage, outcome.Code);
        Assert.Contains("fleet has no instance 'acme-emea'; it has: acme-amer", outcome.Error, StringComparison.Ordinal);
    }

    /// <inheritdoc/>
    public void Dispose() => _place.Dispose();
}
