namespace Reconciler.Api;

/// <summary>The names under which every kind of this product is known.</summary>
public static class ApiGroup
{
    /// <summary>The API group.</summary>
    public const string Name = "ops.reconciler.dev";

    /// <summary>The only version so far.</summary>
    public const string Version = "v1alpha1";

    /// <summary>What stands in <c>apiVersion</c>.</summary>
    public const string ApiVersion = Name + "/" + Version;

    /// <summary>The namespace of an object whose file and command line name none.</summary>
    public const string DefaultNamespace = "default";
}
