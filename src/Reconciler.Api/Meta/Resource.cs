namespace Reconciler.Api;

/// <summary>An object as Kubernetes shapes it: who it is, what is wanted, what is the case.</summary>
public abstract record Resource
{
    /// <summary>Name, namespace, labels and annotations.</summary>
    public required ObjectMeta Metadata { get; init; }
}

/// <summary>A resource with a spec written by people (or by the operator) and a status written by the operator only.</summary>
/// <typeparam name="TSpec">What is wanted.</typeparam>
/// <typeparam name="TStatus">What is the case.</typeparam>
public abstract record Resource<TSpec, TStatus> : Resource
    where TSpec : class
    where TStatus : class
{
    /// <summary>What is wanted.</summary>
    public required TSpec Spec { get; init; }

    /// <summary>What is the case; null until the operator has seen the object. Never read from a fleet's files.</summary>
    public TStatus? Status { get; init; }
}
