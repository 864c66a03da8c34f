namespace Reconciler.Kubernetes.Leasing;

/// <summary>Which lease, as whom, and how fast. The defaults are those of Kubernetes' own controllers.</summary>
/// <param name="Namespace">The lease's namespace.</param>
/// <param name="Name">Its name.</param>
/// <param name="Identity">Who we are: another for each process.</param>
public sealed record LeaseOptions(string Namespace, string Name, string Identity)
{
    /// <summary>How long the others wait after the last renewal. Whole seconds. Default: 15 s.</summary>
    public TimeSpan Duration { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>How long we count as holder after a renewal was sent; shorter than <see cref="Duration"/>, so that what is under way can end. Default: 10 s.</summary>
    public TimeSpan HeldFor { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>The time between two renewals, or two looks at another's lease. Default: 2 s.</summary>
    public TimeSpan RetryEvery { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>What the lease says of its holder beside the name, as annotations; they go with the holder. Default: nothing.</summary>
    public IReadOnlyDictionary<string, string>? Annotations { get; init; }
}
