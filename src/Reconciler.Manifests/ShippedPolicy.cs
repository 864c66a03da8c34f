using System.Text;
using Reconciler.Api;
using Reconciler.Manifests.Fleets;
using Reconciler.Manifests.Yaml;

namespace Reconciler.Manifests;

/// <summary>The policy that holds where a fleet says nothing else.</summary>
public static class ShippedPolicy
{
    private static readonly Lazy<PolicyInForce> InForce = new(() => PolicyInForce.Of([], []));

    /// <summary>Its text, with comments that name the section of the guide and what is a reading of it.</summary>
    public static string Yaml { get; } = Load();

    /// <summary>Its content.</summary>
    public static OperationalPolicySpec Spec => InForce.Value.Spec;

    /// <summary>Its nodes, without places: they stand in no file of a fleet.</summary>
    internal static Mapping Root { get; } = (Mapping)Overlay.WithoutPlaces(Documents.Read(Yaml, problem => throw problem)[0]);

    private static string Load()
    {
        using var stream = typeof(ShippedPolicy).Assembly.GetManifestResourceStream("default-policy.yaml")!;
        using var reader = new StreamReader(stream, Encoding.UTF8);
        return reader.ReadToEnd();
    }
}
