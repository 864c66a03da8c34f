using Microsoft.Extensions.Logging;

namespace Reconciler.Kubernetes.Leasing;

/// <summary>What a lease tells of itself.</summary>
internal sealed partial class LeaseLog(ILogger logger, LeaseOptions lease)
{
    private readonly ILogger _logger = logger;

    public void Gained() => LogGained(lease.Namespace, lease.Name, lease.Identity);

    public void Lost(string holder) => LogLost(lease.Namespace, lease.Name, holder);

    public void Released() => LogReleased(lease.Namespace, lease.Name);

    public void Failed(string problem) => LogFailed(lease.Namespace, lease.Name, problem);

    [LoggerMessage(11, LogLevel.Information, "lease {Namespace}/{Name}: held by us, {Identity}", EventName = "LeaseGained")]
    private partial void LogGained(string @namespace, string name, string identity);

    [LoggerMessage(12, LogLevel.Warning, "lease {Namespace}/{Name}: no longer ours; last seen holder: {Holder}", EventName = "LeaseLost")]
    private partial void LogLost(string @namespace, string name, string holder);

    [LoggerMessage(13, LogLevel.Information, "lease {Namespace}/{Name}: given back", EventName = "LeaseReleased")]
    private partial void LogReleased(string @namespace, string name);

    [LoggerMessage(14, LogLevel.Warning, "lease {Namespace}/{Name}: trying again: {Problem}", EventName = "LeaseFailed")]
    private partial void LogFailed(string @namespace, string name, string problem);
}
