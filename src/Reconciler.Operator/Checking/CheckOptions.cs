namespace Reconciler.Operator.Checking;

/// <summary>The operator for which things are checked; as <see cref="OperatorOptions"/>.</summary>
public sealed record CheckOptions
{
    /// <summary>The only namespace that it looks after; null: all.</summary>
    public string? Namespace { get; init; }

    /// <summary>The name of its lease; default <c>reconciler</c>.</summary>
    public string LeaseName { get; init; } = "reconciler";

    /// <summary>The namespace of its lease.</summary>
    public required string LeaseNamespace { get; init; }

    /// <summary>Whether it follows repositories.</summary>
    public bool WithSources { get; init; }

    /// <summary>Whether it follows repositories on its own disk.</summary>
    public bool WithLocalRepositories { get; init; }
}
