using Reconciler.Kubernetes.Objects;

namespace Reconciler.Kubernetes.Tests.Objects;

public sealed class TypeTests
{
    private static readonly ResourceType Leases = new("coordination.k8s.io", "v1", "leases", "Lease", Namespaced: true);

    [Fact]
    public void Path_FollowsGroupNamespaceAndSubresource()
    {
        Assert.Equal("/api/v1/configmaps", Plane.ConfigMaps.PathOf((string?)null));
        Assert.Equal("/api/v1/namespaces/a%20b", Plane.Namespaces.PathOf(new ResourceName(null, "a b")));
        Assert.Equal("/apis/coordination.k8s.io/v1/namespaces/s/leases/n/status", Leases.PathOf(new("s", "n"), "status"));
    }

    [Theory]
    [InlineData(null, "n")]
    [InlineData("s", "")]
    public void Path_IsRefused_WhenTheNameIsNoneOfTheType(string? space, string name) =>
        Assert.Throws<ArgumentException>(() => Leases.PathOf(new ResourceName(space, name)));

    [Theory]
    [InlineData("", "1", -1)]
    [InlineData("9", "10", -1)]
    [InlineData("10", "10", 0)]
    [InlineData("18446744073709551616", "9", 1)]
    public void Version_IsComparedAsANumber_OfAnyLength(string left, string right, int order) =>
        Assert.Equal(order, Math.Sign(ResourceVersions.Compare(left, right)));
}
