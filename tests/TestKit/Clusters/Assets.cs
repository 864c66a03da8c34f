using Xunit;

namespace Reconciler.TestKit.Clusters;

/// <summary>The folder with <c>etcd</c>, <c>kube-apiserver</c>, <c>kube-controller-manager</c>, <c>kubectl</c> and <c>helm</c>.</summary>
public static class Assets
{
    private const string Variable = "KUBEBUILDER_ASSETS";

    /// <summary>Why tests are skipped without them.</summary>
    public const string Missing = $"needs a Kubernetes control plane: set {Variable} to the folder that .ci/control-plane prints";

    /// <summary>Whether a program is there.</summary>
    public static bool Has(string program) => Path.IsPathRooted(At(program)) && File.Exists(At(program));

    /// <summary>The path of a program; skips the test where there is none.</summary>
    public static string PathOf(string program)
    {
        Assert.SkipUnless(Has(program), Missing);
        return At(program);
    }

    private static string At(string program) => Path.Combine(Environment.GetEnvironmentVariable(Variable) ?? "", program);
}
