using System.Collections.Concurrent;
using Reconciler.Api;
using Reconciler.Kubernetes.Caching;
using Reconciler.Kubernetes.Objects;
using Reconciler.Operator.Hosting;
using Reconciler.Operator.Signals;
using Reconciler.Operator.Worlds;

namespace Reconciler.Operator.Fleets;

/// <summary>Follows every fleet source, each by itself, so that a slow server of one holds up no other.</summary>
/// <param name="site">What they share.</param>
/// <param name="data">Full path of the folder for their repositories; null: none is followed.</param>
internal sealed class FleetLoop(FleetSite site, string? data) : IDisposable
{
    private readonly ConcurrentDictionary<ResourceName, SourceLoop> _sources = new();
    private readonly Signal _signal = new(site.Clocks.Time);

    private string Folder => FolderOf(data);

    /// <summary>Where the repositories lie, each in a folder of its own.</summary>
    /// <param name="data">Full path of the folder for all of them.</param>
    public static string FolderOf(string? data) => Path.Combine(data ?? "", "fleets");

    /// <summary>Begins to listen. What was being applied when another process led keeps people from being told anything.</summary>
    public void Begin()
    {
        site.Claims.Asked = name => _sources.GetValueOrDefault(name)?.Signal.Raise();
        site.Caches.Fleets.Changed += change => Heed((change.New ?? change.Old)!.Head.Name, change is { IsAdopted: true, New: { } now } && OwnChanges.IsAsWritten(change.Old?.Head, now.Head));
        foreach (var cache in site.Caches.Written)
        {
            cache.Changing += change => Miss(cache.Type, change);
            cache.Changed += change => Heed(change, change.IsAdopted && site.Own.IsOwn(cache.Type, change));
        }

        foreach (var (name, found) in site.Caches.Fleets.Read())
        {
            Begin(name, found);
        }

        MissWhatLingers();
        MissWhatWasTold();
    }

    /// <summary>Follows them until stopped.</summary>
    public async Task RunAsync(CancellationToken stop)
    {
        var running = new Dictionary<ResourceName, Following>();
        try
        {
            LeftSecrets.Remove(data, site.Log);
            RemoveUnknown();
            while (true)
            {
                var wanted = site.Caches.Fleets.Read();
                foreach (var (name, source) in running.Where(each => wanted.GetValueOrDefault(each.Key)?.Head.Uid != each.Value.Uid).ToArray())
                {
                    await EndAsync(source);
                    running.Remove(name);
                    _sources.TryRemove(name, out _);
                    site.Motion.End(name);
                    site.Claims.Forget(name);
                    site.Changed.Raise();
                    Remove(Path.Combine(Folder, source.Uid));
                }

                foreach (var (name, found) in wanted.Where(each => !running.ContainsKey(each.Key)))
                {
                    running[name] = new(found.Head.Uid, _sources[name] = new(site, name, Path.Combine(Folder, found.Head.Uid)));
                    running[name].Loop.Start(stop);
                }

                await _signal.WaitAsync(stop);
            }
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // As asked.
        }
        finally
        {
            await Task.WhenAll(running.Values.Select(EndAsync));
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _signal.Dispose();

    private static async Task EndAsync(Following source)
    {
        await source.Loop.EndAsync();
        source.Loop.Dispose();
    }

    // A policy, a calendar or a template may have been deleted while nobody led, and an object edited: passes wait until each source has looked.
    private void Begin(ResourceName name, CachedObject<FollowedSource> found)
    {
        if (found.Value is { Status: { } status } followed && (status.Applying is not null || (IsFollowed(followed.Source) && found.Head.DeletedAt is null)))
        {
            site.Motion.Begin(name, isWriting: status.Applying is null);
        }
    }

    private bool IsFollowed(FleetSource? source) => data is not null && source is { Spec.Suspend: false, Status.LastAppliedRevision: not null };

    private void Heed(ResourceName name, bool isOwn)
    {
        if (isOwn)
        {
            return;
        }

        _signal.Raise();
        _sources.GetValueOrDefault(name)?.Signal.Raise();
    }

    private void Heed(CacheChange<Known> change, bool isOwn)
    {
        foreach (var head in isOwn ? [] : new[] { change.Old?.Head, change.New?.Head })
        {
            if (head?.Labels[Annotations.Fleet] is { } name && head.Labels[Annotations.FleetNamespace] is { } space)
            {
                _sources.GetValueOrDefault(new(space, name))?.Signal.Raise();
            }
        }
    }

    private void Miss(ResourceType type, CacheChange<Known> change)
    {
        if (change is { Old: { Head.DeletedAt: null, Value.IsApplied: true } last }
            && last.Head.Labels[Annotations.Fleet] is { } name && last.Head.Labels[Annotations.FleetNamespace] is { } space)
        {
            var reference = KnownTypes.ReferenceOf(type, last.Head.Name);
            if (change.New is not { Head.DeletedAt: null } now)
            {
                site.Motion.Miss(new(new(space, name), reference, IsEdited: false));
            }
            else if (!OwnChanges.IsAsWritten(last.Head, now.Head) && !site.Own.IsApplied(reference, last.Value, now.Value))
            {
                site.Motion.Miss(new(new(space, name), reference, IsEdited: true));
            }
        }
    }

    // Deleted while nobody led, and a finalizer holds it.
    private void MissWhatLingers()
    {
        if (data is null)
        {
            return;
        }

        foreach (var cache in site.Caches.Written)
        {
            foreach (var head in cache.Read().Values.Where(found => found is { Head.DeletedAt: not null, Value.IsApplied: true }).Select(found => found.Head))
            {
                if (head.Labels[Annotations.Fleet] is { } name && head.Labels[Annotations.FleetNamespace] is { } space)
                {
                    site.Motion.Miss(new(new(space, name), KnownTypes.ReferenceOf(cache.Type, head.Name), IsEdited: false));
                }
            }
        }
    }

    // Deleted while nobody led: whose it was is not known any more, only that a repository declared it. Each source has to look first.
    private void MissWhatWasTold()
    {
        var open = site.Caches.Tickets.Read().Values.Select(found => found.Value?.Value).OfType<ChangeTicket>()
            .Where(ticket => ticket is { Spec: { Told: not null, Revision: not null, CancelledAt: null, Outcome: null }, Metadata.Namespace: not null });
        var gone = open.SelectMany(Announcements.ObjectsOf).Distinct().Where(each => site.Caches.Find(each) is null).ToArray();
        foreach (var source in site.Caches.Fleets.Read().Where(each => data is not null && each.Value.Value?.Source?.Status?.LastAppliedRevision is not null))
        {
            Array.ForEach(gone, each => site.Motion.Miss(new(source.Key, each, IsEdited: false)));
        }
    }

    private void RemoveUnknown()
    {
        if (data is not null && Directory.Exists(Folder))
        {
            var known = site.Caches.Fleets.Read().Values.Select(found => found.Head.Uid).ToHashSet(StringComparer.Ordinal);
            foreach (var folder in Directory.EnumerateDirectories(Folder).Where(folder => !known.Contains(Path.GetFileName(folder))))
            {
                Remove(folder);
            }
        }
    }

    // What stays is tried again when the next process leads.
    private void Remove(string folder)
    {
        try
        {
            if (Directory.Exists(folder))
            {
                Directory.Delete(folder, recursive: true);
            }
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            site.Log.FolderStays(folder, problem.Message);
        }
    }

    private sealed record Following(string Uid, SourceLoop Loop);
}
