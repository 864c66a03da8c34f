using System.Globalization;
using Reconciler.Kubernetes.Connecting;
using Reconciler.Kubernetes.Objects;
using Reconciler.Kubernetes.Observing;

namespace Reconciler.Operator.Telemetry;

/// <summary>Counts what passes between the operator and the API server.</summary>
/// <param name="metrics">Gets the counts.</param>
internal sealed class ApiMeter(Metrics metrics) : IApiObserver
{
    /// <inheritdoc/>
    public void Asked(ApiRequest request, int code, TimeSpan took)
    {
        var (verb, resource) = RequestWords.Of(request);
        metrics.Requests.WithLabels(verb, resource, code.ToString(CultureInfo.InvariantCulture)).Inc();
        metrics.RequestDuration.WithLabels(verb).Observe(took.TotalSeconds);
    }

    /// <inheritdoc/>
    public void WatchEnded(ResourceType type, WatchEnd reason) => metrics.WatchRestarts.WithLabels(type.Kind, reason.ToString()).Inc();

    /// <inheritdoc/>
    public void EventDropped() => metrics.EventsDropped.Inc();
}
