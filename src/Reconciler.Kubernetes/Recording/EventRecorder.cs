using System.Threading.Channels;
using Microsoft.Extensions.Logging;
using Reconciler.Kubernetes.Connecting;
using Reconciler.Kubernetes.Objects;

namespace Reconciler.Kubernetes.Recording;

/// <summary>
/// Writes events that <c>kubectl describe</c> shows. The same reason and message about the same object is one event whose count grows, also after a
/// restart. Best effort: recording never waits, and what can not be written is dropped. Safe for several threads.
/// </summary>
public sealed class EventRecorder
{
    private const int MostRemembered = 4096;
    private static readonly ResourceType Events = new("", "v1", "events", "Event", Namespaced: true);

    private readonly Lock _lock = new();
    private readonly Dictionary<EventKey, Repeats> _waiting = [];
    private readonly Dictionary<EventKey, Repeats> _written = [];
    private readonly Channel<EventKey> _queue;
    private readonly ApiObjects _objects;
    private readonly EventOptions _options;
    private readonly TimeProvider _time;
    private readonly EventLog _log;
    private long _dropped;

    /// <summary>Writes nothing until <see cref="RunAsync"/>.</summary>
    /// <param name="objects">The server.</param>
    /// <param name="options">Who speaks.</param>
    /// <param name="time">The events' timestamps.</param>
    /// <param name="log">Gets what could not be written.</param>
    public EventRecorder(ApiObjects objects, EventOptions options, TimeProvider time, ILogger log)
    {
        (_objects, _options, _time, _log) = (objects, options, time, new(log));
        _queue = Channel.CreateBounded<EventKey>(new BoundedChannelOptions(options.Capacity) { SingleReader = true });
    }

    /// <summary>Says something about an object, sooner or later.</summary>
    /// <param name="about">The object.</param>
    /// <param name="type">Whether somebody should look.</param>
    /// <param name="reason">A stable CamelCase word.</param>
    /// <param name="message">A sentence; what is longer than 1024 bytes is cut.</param>
    /// <returns>False if too many events wait already.</returns>
    public bool Record(EventSubject about, EventType type, string reason, string message)
    {
        var key = new EventKey(about, type, reason, message);
        var now = _time.GetUtcNow();
        lock (_lock)
        {
            if (_waiting.TryGetValue(key, out var before))
            {
                _waiting[key] = before with { Count = before.Count + 1, Last = now };
                return true;
            }

            if (!_queue.Writer.TryWrite(key))
            {
                Dropped();
                return false;
            }

            _waiting[key] = new(1, now, now);
            return true;
        }
    }

    /// <summary>Writes what was recorded until stopped.</summary>
    /// <param name="stop">Ends it; what still waits is written within <see cref="EventOptions.Flush"/>, or dropped.</param>
    public async Task RunAsync(CancellationToken stop)
    {
        using var end = new CancellationTokenSource(Timeout.InfiniteTimeSpan, _time);
        await using var late = stop.Register(() => end.CancelAfter(_options.Flush));
        try
        {
            await foreach (var key in _queue.Reader.ReadAllAsync(stop))
            {
                var begin = _time.GetTimestamp();
                await TryWriteAsync(key, end.Token);
                var rest = _time.GetElapsedTime(begin) * _options.Restraint;
                TellDropped();
                await Task.Delay(rest > _options.Pause ? rest : _options.Pause, _time, stop);
            }
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            await FlushAsync(end.Token);
            TellDropped();
        }
    }

    // Once for a burst, when it is over.
    private void TellDropped()
    {
        if (_queue.Reader.Count == 0 && Interlocked.Exchange(ref _dropped, 0) is > 0 and var count)
        {
            _log.Dropped(count);
        }
    }

    private async Task FlushAsync(CancellationToken end)
    {
        try
        {
            while (_queue.Reader.TryRead(out var key))
            {
                await TryWriteAsync(key, end);
            }
        }
        catch (OperationCanceledException) when (end.IsCancellationRequested)
        {
            for (Dropped(); _queue.Reader.TryRead(out _); Dropped())
            {
            }
        }
    }

    private void Dropped()
    {
        Interlocked.Increment(ref _dropped);
        _objects.Connection.Observer?.EventDropped();
    }

    private async Task TryWriteAsync(EventKey key, CancellationToken stop)
    {
        Repeats news;
        lock (_lock)
        {
            _waiting.Remove(key, out var waiting);
            news = waiting!;
        }

        try
        {
            var sum = _written.TryGetValue(key, out var before) ? await RepeatAsync(key, before, news, stop) : null;
            sum ??= await CreateAsync(key, news, stop);
            if (_written.Count >= MostRemembered)
            {
                _written.Clear();
            }

            if (sum is not null)
            {
                _written[key] = sum;
            }
        }
        catch (Exception problem) when (problem is ApiException or System.Text.Json.JsonException)
        {
            _log.Failed(problem);
            Dropped();
        }
    }

    private async Task<Repeats?> CreateAsync(EventKey key, Repeats news, CancellationToken stop)
    {
        try
        {
            await _objects.CreateAsync(Events, key.Namespace, EventJson.Create(key, news, _options), stop);
            return news;
        }
        catch (ApiException problem) when (problem.IsConflict)
        {
            return await _objects.FindAsync(Events, key.Name, stop) is { } existing
                ? await RepeatAsync(key, EventJson.Read(existing), news, stop)
                : null;
        }
    }

    // Null: the server has forgotten the event; it keeps them for an hour.
    private async Task<Repeats?> RepeatAsync(EventKey key, Repeats before, Repeats news, CancellationToken stop)
    {
        var sum = before with { Count = before.Count + news.Count, Last = news.Last };
        try
        {
            await _objects.MergeAsync(Events, key.Name, EventJson.Repeat(sum), stop);
            return sum;
        }
        catch (ApiException problem) when (problem.IsNotFound)
        {
            return null;
        }
    }
}
