using System.Collections.Immutable;
using Microsoft.Extensions.Logging;
using Reconciler.Api;
using Reconciler.Core.Inventory;
using Reconciler.Kubernetes.Caching;
using Reconciler.Kubernetes.Connecting;
using Reconciler.Kubernetes.Objects;

namespace Reconciler.Operator.Worlds;

/// <summary>
/// Everything of the cluster that the operator looks at, followed from the moment on at which it leads: what was known before may be older than
/// what another leader has told people since.
/// </summary>
internal sealed class ClusterCaches
{
    private readonly ImmutableArray<ResourceCache<Known>> _written;
    private readonly string? _space;

    /// <summary>Holds nothing until <see cref="RunAsync"/>.</summary>
    /// <param name="objects">The server.</param>
    /// <param name="space">Only one namespace; null: all.</param>
    /// <param name="time">Measures waits.</param>
    /// <param name="chance">Their jitter: from 0 up to, but not including, 1.</param>
    /// <param name="log">Gets what fails and comes back.</param>
    public ClusterCaches(ApiObjects objects, string? space, TimeProvider time, Func<double> chance, ILogger log)
    {
        _space = space;
        _written = [.. KnownTypes.Written.Select(type => OfWritten(type, new(type.Namespaced ? space : null))),
            OfWritten(KnownTypes.ConfigMaps, new(space, Labels: Annotations.Template))];
        Windows = _written.First(cache => cache.Type == KnownTypes.Windows);
        Tickets = OfKept<ChangeTicket>(KnownTypes.Tickets);
        Notices = OfKept<Notice>(KnownTypes.Notices);
        Fleets = new(objects, KnownTypes.Fleets, (found, _) => FollowedSource.Read(found), new() { Selection = new(space) }, time, chance, log);

        ResourceCache<Known> OfWritten(ResourceType type, Selection selection) =>
            new(objects, type, (found, former) => Known.Read(type, found, former), new() { Selection = selection }, time, chance, log);
        ResourceCache<Kept<T>> OfKept<T>(ResourceType type)
            where T : Resource =>
            new(objects, type, (found, _) => Kept<T>.Read(type, found), new() { Selection = new(space) }, time, chance, log);
    }

    /// <summary>What people wrote, kind by kind; generated windows are among the windows.</summary>
    public IReadOnlyList<ResourceCache<Known>> Written => _written;

    /// <summary>Windows.</summary>
    public ResourceCache<Known> Windows { get; }

    /// <summary>The ledger.</summary>
    public ResourceCache<Kept<ChangeTicket>> Tickets { get; }

    /// <summary>Notices.</summary>
    public ResourceCache<Kept<Notice>> Notices { get; }

    /// <summary>The repositories that are followed, with their statuses; they are among what people wrote too.</summary>
    public ResourceCache<FollowedSource> Fleets { get; }

    /// <summary>Done when everything was listed.</summary>
    public Task WhenSynced => Task.WhenAll([Tickets.WhenSynced, Notices.WhenSynced, Fleets.WhenSynced, .. _written.Select(cache => cache.WhenSynced)]);

    /// <summary>How many objects it holds.</summary>
    public int Count => Tickets.Read().Count + Notices.Read().Count + _written.Sum(cache => cache.Read().Count);

    /// <summary>Each type, how many of it there are, and for how long it could not be followed; null: it is.</summary>
    public IEnumerable<(ResourceType Type, int Count, TimeSpan? TroubleFor)> Following =>
    [
        (Tickets.Type, Tickets.Read().Count, Tickets.TroubleFor),
        (Notices.Type, Notices.Read().Count, Notices.TroubleFor),
        .. _written.Select(cache => (cache.Type, cache.Read().Count, cache.TroubleFor)),
    ];

    /// <summary>Types that can not be followed just now, with the reason.</summary>
    public IEnumerable<string> Troubles => All().Where(cache => cache.Trouble is not null).Select(cache => $"{cache.Type}: {cache.Trouble}");

    /// <summary>What the server answered of the first kind that it does not let us follow; null: it lets us follow all.</summary>
    public ApiException? Refusal => All().Select(cache => cache.Refusal).FirstOrDefault(refusal => refusal is not null);

    /// <summary>What people write and what could not be followed for longer than this, with the reason; empty where everything is known.</summary>
    /// <param name="than">How long.</param>
    public IEnumerable<string> Blind(TimeSpan than) => _written.Where(cache => cache.TroubleFor > than).Select(cache => $"{cache.Type}: {cache.Trouble}");

    /// <summary>An object that people wrote, or a generated window.</summary>
    /// <returns>Null where there is none.</returns>
    public CachedObject<Known>? Find(ObjectRef reference) =>
        _written.FirstOrDefault(cache => cache.Type.Kind == reference.Kind)?.Read().GetValueOrDefault(KnownTypes.NameOf(reference));

    /// <summary>The ticket that bears the name of an object; null: there is none that can be read.</summary>
    public ChangeTicket? TicketOf(ObjectRef reference) => Tickets.Read().GetValueOrDefault(KnownTypes.NameOf(reference))?.Value?.Value;

    /// <summary>
    /// Whether an object is ours to write to. What belongs to no namespace is everybody's: those who look at one namespace only would each write what is
    /// true of theirs, for ever against each other.
    /// </summary>
    public bool IsOurs(ObjectRef reference) => _space is null || reference.Namespace == _space;

    /// <summary>The type of a kind that people write.</summary>
    public ResourceType TypeOf(string kind) => _written.First(cache => cache.Type.Kind == kind).Type;

    /// <summary>Takes the answer to a write of our own.</summary>
    public void Adopt(ResourceType type, ApiObject written) => _written.First(cache => cache.Type == type).Adopt(written);

    /// <summary>Takes note of a deletion of our own.</summary>
    public void AdoptDeletion(string kind, ObjectHead deleted) => _written.First(cache => cache.Type.Kind == kind).AdoptDeletion(deleted);

    /// <summary>Follows the cluster until stopped, or until one of the types can be followed no more.</summary>
    /// <param name="stop">Ends it.</param>
    public Task RunAsync(CancellationToken stop) =>
        Together.RunAsync([Tickets.RunAsync, Notices.RunAsync, Fleets.RunAsync, .. _written.Select(cache => (Func<CancellationToken, Task>)cache.RunAsync)], stop);

    private IEnumerable<(ResourceType Type, string? Trouble, ApiException? Refusal)> All() =>
        [Of(Tickets), Of(Notices), Of(Fleets), .. _written.Select(Of)];

    private static (ResourceType Type, string? Trouble, ApiException? Refusal) Of<T>(ResourceCache<T> cache)
        where T : class => (cache.Type, cache.Trouble, cache.Refusal);
}
