using Xunit;

namespace Reconciler.TestKit.Clusters;

/// <summary>The folder with <c>etcd</c>, <c>kube-apiserver</c>, <c>kube-controller-manager</c> and <c>kubectl</c>.</summary>
public static class Assets
{
    private const string Variable = "KUBEBUILDER_ASSETS";

    /// <summary>Why tests are skipped without them.</summary>
    public const string Missing = $"needs a Kubernetes control plane: set {Variable} to what `setup-envtest use -p path 1.37.x` prints, or run .ci/run";

    /// <summary>The path of a program; skips the test where there is none.</summary>
    public static string PathOf(string program)
    {
        var path = Path.Combine(Environment.GetEnvironmentVariable(Variable) ?? "", program);
        Assert.SkipUnless(Path.IsPathRooted(path) && File.Exists(path), Missing);
        return path;
    }
}
