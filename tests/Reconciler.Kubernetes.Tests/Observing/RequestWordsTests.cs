using Reconciler.Kubernetes.Connecting;
using Reconciler.Kubernetes.Observing;

namespace Reconciler.Kubernetes.Tests.Observing;

/// <summary>Requests in the words of RBAC.</summary>
public sealed class RequestWordsTests
{
    [Theory]
    [InlineData("GET", "/api/v1/configmaps?limit=500", "list", "configmaps")]
    [InlineData("GET", "/api/v1/namespaces/ops/secrets/team-git", "get", "secrets")]
    [InlineData("GET", "/api/v1/namespaces/namespaces", "get", "namespaces")]
    [InlineData("GET", "/apis/ops.reconciler.dev/v1alpha1/notices?watch=true&resourceVersion=1", "watch", "notices")]
    [InlineData("GET", "/apis/ops.reconciler.dev/v1alpha1/namespaces/fleet/notices?limit=500", "list", "notices")]
    [InlineData("PATCH", "/apis/ops.reconciler.dev/v1alpha1/namespaces/fleet/notices/patch-planned/status?fieldManager=reconciler", "patch", "notices/status")]
    [InlineData("PATCH", "/apis/ops.reconciler.dev/v1alpha1/operationalpolicies/default/status", "patch", "operationalpolicies/status")]
    [InlineData("POST", "/api/v1/namespaces/fleet/events", "create", "events")]
    [InlineData("PUT", "/apis/coordination.k8s.io/v1/namespaces/ops/leases/reconciler", "update", "leases")]
    [InlineData("DELETE", "/apis/ops.reconciler.dev/v1alpha1/namespaces/fleet/maintenancewindows/watch=true", "delete", "maintenancewindows")]
    public void Of_NamesVerbAndResource_AndNoObject(string method, string path, string verb, string resource) =>
        Assert.Equal(new(verb, resource), RequestWords.Of(new ApiRequest(new(method), path)));
}
