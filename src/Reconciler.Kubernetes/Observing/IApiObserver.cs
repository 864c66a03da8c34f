using Reconciler.Kubernetes.Connecting;
using Reconciler.Kubernetes.Objects;

namespace Reconciler.Kubernetes.Observing;

/// <summary>Is told what passes between us and the server. Called from any thread, in the middle of the work: be quick, and throw nothing.</summary>
public interface IApiObserver
{
    /// <summary>A request was made; each attempt is one.</summary>
    /// <param name="request">What was asked.</param>
    /// <param name="code">The HTTP status; 0: no answer came, or nobody waited for it any more.</param>
    /// <param name="took">From the request to the head of its answer.</param>
    void Asked(ApiRequest request, int code, TimeSpan took);

    /// <summary>The objects of a type have to be followed anew.</summary>
    /// <param name="type">The type.</param>
    /// <param name="reason">Why.</param>
    void WatchEnded(ResourceType type, WatchEnd reason);

    /// <summary>An event was dropped: too many waited, the server did not take it, or the process ends.</summary>
    void EventDropped();
}
