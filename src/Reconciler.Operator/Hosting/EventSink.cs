using Microsoft.Extensions.Logging;
using Reconciler.Api;
using Reconciler.Core.Inventory;
using Reconciler.Core.Planning;
using Reconciler.Kubernetes.Caching;
using Reconciler.Kubernetes.Recording;
using Reconciler.Operator.Events;
using Reconciler.Operator.Telemetry;
using Reconciler.Operator.Worlds;

namespace Reconciler.Operator.Hosting;

/// <summary>Puts events where people look: at the object, where it is there, and into the log.</summary>
/// <param name="caches">The cluster.</param>
/// <param name="recorder">Writes events.</param>
/// <param name="keys">What the log says of the object.</param>
/// <param name="log">Gets them too.</param>
internal sealed class EventSink(ClusterCaches caches, EventRecorder recorder, LogKeys keys, ILogger log)
{
    /// <summary>Says it.</summary>
    public void Report(ClusterEvent news)
    {
        news = news with { Object = WindowOf(news.Object) };
        var (kind, space, name) = news.Object;
        using var scope = log.BeginScope(keys.Of(news.Object));
        if (news.IsWarning)
        {
            log.Warned(kind, space, name, news.Reason, news.Message);
        }
        else
        {
            log.Happened(kind, space, name, news.Reason, news.Message);
        }

        if (SubjectOf(news.Object) is { } subject)
        {
            recorder.Record(subject, news.IsWarning ? EventType.Warning : EventType.Normal, news.Reason, news.Message);
        }
    }

    // A later incarnation has an entry and a ticket of another name; the window that people wrote has kept its own.
    private ObjectRef WindowOf(ObjectRef reference) =>
        reference.Kind == nameof(MaintenanceWindow) && caches.Find(reference) is null
        && caches.TicketOf(reference) is { } ticket && Ledger.OriginOf(ticket) is { Kind: nameof(MaintenanceWindow) } origin
        && ticket.Spec.Change.EndsWith($"/{origin.Name}", StringComparison.Ordinal) && caches.Find(origin) is not null
            ? origin
            : reference;

    // Where the window is gone, or never was, its ticket stands for it: it bears the same name.
    private EventSubject? SubjectOf(ObjectRef reference) =>
        caches.Find(reference) is { } found ? new(caches.TypeOf(reference.Kind), found.Head.Name, found.Head.Uid)
        : reference.Kind is nameof(MaintenanceWindow) or nameof(ChangeTicket) ? SubjectOf(caches.Tickets, reference)
        : reference.Kind is nameof(Notice) ? SubjectOf(caches.Notices, reference)
        : null;

    private static EventSubject? SubjectOf<T>(ResourceCache<T> cache, ObjectRef reference)
        where T : class => cache.Read().GetValueOrDefault(KnownTypes.NameOf(reference))?.Head is { } head ? new(cache.Type, head.Name, head.Uid) : null;
}
