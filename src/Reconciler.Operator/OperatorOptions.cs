using Reconciler.Api;
using Reconciler.Kubernetes.Leasing;
using Reconciler.Operator.Telemetry;

namespace Reconciler.Operator;

/// <summary>How an operator runs.</summary>
public sealed record OperatorOptions
{
    /// <summary>Only what one namespace holds, and the policy; null: everything. Default null.</summary>
    public string? Namespace { get; init; }

    /// <summary>Full path of the folder that mails are put into; null: nobody can be told. Default null.</summary>
    public string? Outbox { get; init; }

    /// <summary>Full path of the folder that repositories are copied into; null: fleet sources are not followed. Default null.</summary>
    public string? Data { get; init; }

    /// <summary>Whether fleet sources may name folders of this machine; default false: who writes one could read what only this process may.</summary>
    public bool LocalRepositories { get; init; }

    /// <summary>Whether people are told, whatever <c>announce.mode</c> of the policy says; null: as that says.</summary>
    public AnnounceMode? Announce { get; init; }

    /// <summary>Name of the lease that lets one process at a time lead.</summary>
    public required string LeaseName { get; init; }

    /// <summary>Its namespace.</summary>
    public required string LeaseNamespace { get; init; }

    /// <summary>Who this process is: another one for each.</summary>
    public required string Identity { get; init; }

    /// <summary>How long others wait after the last sign of life of who leads; whole seconds, at least 3. Default 15 s.</summary>
    public TimeSpan LeaseDuration { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>Where <c>/healthz</c>, <c>/readyz</c> and <c>/metrics</c> are served; null: nowhere. Default null.</summary>
    public ListenAddress? Listen { get; init; }

    // The same shares as those of Kubernetes' own controllers.
    internal LeaseOptions Lease => new(LeaseNamespace, LeaseName, Identity)
    {
        Duration = LeaseDuration,
        HeldFor = LeaseDuration * 2 / 3,
        RetryEvery = LeaseDuration * 2 / 15,
        Annotations = Announce is { } mode ? new Dictionary<string, string> { [Annotations.Announces] = WrittenName.Of(mode) } : null,
    };
}
