using System.Collections.Concurrent;
using Reconciler.Kubernetes.Connecting;
using Reconciler.Kubernetes.Objects;
using Reconciler.Kubernetes.Observing;

namespace Reconciler.Kubernetes.Tests.Observing;

/// <summary>Remembers what it is told.</summary>
internal sealed class TestObserver : IApiObserver
{
    private int _eventsDropped;

    /// <summary>Requests in words, with their codes.</summary>
    public ConcurrentQueue<(string Verb, string Resource, int Code)> Requests { get; } = new();

    /// <summary>Watches that ended.</summary>
    public ConcurrentQueue<(string Kind, WatchEnd Reason)> Watches { get; } = new();

    /// <summary>How many events were dropped.</summary>
    public int EventsDropped => _eventsDropped;

    public void Asked(ApiRequest request, int code, TimeSpan took)
    {
        var (verb, resource) = RequestWords.Of(request);
        Requests.Enqueue((verb, resource, code));
    }

    public void WatchEnded(ResourceType type, WatchEnd reason) => Watches.Enqueue((type.Kind, reason));

    public void EventDropped() => Interlocked.Increment(ref _eventsDropped);
}
