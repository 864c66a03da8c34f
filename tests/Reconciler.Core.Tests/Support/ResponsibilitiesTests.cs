using Reconciler.Api;
using Reconciler.Core.Support;
using Reconciler.Manifests;

namespace Reconciler.Core.Tests.Support;

/// <summary>The table of the policy, for one instance with its own integrations, certificates and names.</summary>
public sealed class ResponsibilitiesTests
{
    private static readonly DedicatedInstanceSpec Instance = new()
    {
        Customer = "Acme",
        Partner = "Northwind",
        Region = "AMER",
        DataCenters = ["dc-1"],
        Applications = [],
        Integrations = [new() { Name = "Express contact center", ManagedBy = Party.Provider }, new() { Name = "Recorder" }],
        Certificates = [new() { Name = "tomcat", Application = ApplicationKind.Cucm, Expires = new(new DateOnly(2027, 1, 18)), ManagedBy = Party.Provider }],
    };

    [Fact]
    public void Of_NamesTheParties() =>
        Assert.Equal([(Answerable.Provider, "Cisco Cloud Delivery"), (Answerable.Partner, "Northwind"), (Answerable.Customer, "Acme")], Row("survivability-nodes").By);

    [Fact]
    public void Of_KnowsNoName_OfAVendor() => Assert.Contains((Answerable.Vendor, (string?)null), Row("unmanaged-devices").By);

    [Theory]
    [InlineData("monitoring-integration", "Express contact center")]
    [InlineData("monitoring-other-integration", "Recorder")]
    [InlineData("certificate", "tomcat")]
    public void Of_HasOneRow_ForEachThingOfTheInstance(string row, string about) => Assert.Equal(about, Row(row).About);

    [Theory]
    [InlineData("other-certificate")]
    [InlineData("sso")]
    public void Of_LeavesOut_WhatTheInstanceDoesNotHave(string row) =>
        Assert.DoesNotContain(Responsibilities.Of(ShippedPolicy.Spec, Instance), answer => answer.Name == row);

    private static Answer Row(string name) => Assert.Single(Responsibilities.Of(ShippedPolicy.Spec, Instance), answer => answer.Name == name);
}
