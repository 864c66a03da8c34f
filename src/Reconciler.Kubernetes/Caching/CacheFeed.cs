using System.Globalization;
using System.Text.Json;
using Microsoft.Extensions.Logging;
using Reconciler.Kubernetes.Connecting;
using Reconciler.Kubernetes.Objects;
using Reconciler.Kubernetes.Observing;

namespace Reconciler.Kubernetes.Caching;

/// <summary>Feeds a store from the server: list, watch, and the rolling check beside them.</summary>
internal sealed class CacheFeed<T>(
    ApiObjects objects,
    ResourceType type,
    CacheStore<T> store,
    CacheOptions options,
    TimeProvider time,
    Func<double> chance,
    ILogger log)
    where T : class
{
    // A watch that lived so long ended as it should; one that ends sooner, without a word, is begun anew only after a wait.
    private static readonly TimeSpan Healthy = TimeSpan.FromSeconds(10);

    // A watch that goes on from where it broke off does not say when it has caught up; a list has when it ends.
    private static readonly TimeSpan LongAway = TimeSpan.FromSeconds(30);

    private readonly Backoff _backoff = new(options.FirstWait, options.LongestWait, chance);
    private readonly Backoff _expiries = new(options.FirstWait, options.LongestWait, chance);
    private readonly CacheLog _log = new(log, type);

    // Everything up to this version was told; null when only a list can say what is there.
    private string? _version;
    private string _newest = "";

    // The server was away: perhaps it came back with an older store, and a watch from a version that is yet to come would be silent.
    private bool _isSuspect;
    private long _troubleAt;

    // No watch has lived since the server last forgot where one was.
    private bool _hasExpired;
    private long? _watchingSince;

    /// <summary>Called when a list is complete.</summary>
    public required Action Synced { get; init; }

    /// <summary>Why the server can not be followed just now; null while it can.</summary>
    public string? Trouble { get; private set; }

    /// <summary>What the server answered where that is why; else null.</summary>
    public ApiException? Refusal { get; private set; }

    /// <summary>For how long it could not be followed; null while it can.</summary>
    public TimeSpan? TroubleFor => Trouble is null ? null : time.GetElapsedTime(Volatile.Read(ref _troubleAt));

    public async Task RunAsync(CancellationToken stop)
    {
        using var both = CancellationTokenSource.CreateLinkedTokenSource(stop);
        try
        {
            await await Task.WhenAny(FollowAsync(both.Token), CheckAsync(both.Token));
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // As asked.
        }
        finally
        {
            await both.CancelAsync();
        }
    }

    private async Task FollowAsync(CancellationToken stop)
    {
        while (true)
        {
            _watchingSince = null;
            try
            {
                if (_isSuspect && (TroubleFor > LongAway || await HasGoneBackAsync(stop)))
                {
                    _version = null;
                }

                _isSuspect = false;
                _version ??= await ListFromScratchAsync(stop);
                await WatchAsync(_version, stop);
            }
            catch (ApiException problem) when (problem.IsExpired)
            {
                _log.Expired(problem);
                Ended(WatchEnd.Expired);
                _version = null;
                await RestIfForgetfulAsync(stop);
            }
            catch (Exception problem) when (problem is ApiException or JsonException or IOException)
            {
                _isSuspect = true;
                Ended(WatchEnd.Failed);
                await RestAsync(problem, stop);
            }
        }
    }

    private async Task<string> ListFromScratchAsync(CancellationToken stop)
    {
        var version = await ListAsync(TimeSpan.Zero, stop);
        if (ResourceVersions.Compare(version, _newest) < 0)
        {
            // The server's store came back from a backup: versions begin anew, and what we hold may never have been.
            _log.WentBack(_newest, version);
            store.ForgetVersions();
            version = await ListAsync(TimeSpan.Zero, stop);
        }

        _newest = version;
        Synced();
        return version;
    }

    private async Task<bool> HasGoneBackAsync(CancellationToken stop)
    {
        var page = new ListPages(objects, type, options.Selection, size: 1);
        await page.NextAsync(_ => { }, () => { }, stop);
        return ResourceVersions.Compare(page.ResourceVersion, _newest) < 0;
    }

    private async Task<string> ListAsync(TimeSpan pause, CancellationToken stop)
    {
        var names = new HashSet<ResourceName>();
        var pages = new ListPages(objects, type, options.Selection, options.PageSize);
        await pages.NextAsync(Take, names.Clear, stop);
        while (!pages.AreComplete)
        {
            await Task.Delay(pause, time, stop);
            await pages.NextAsync(Take, names.Clear, stop);
        }

        store.EndList(names, pages.ResourceVersion);
        return pages.ResourceVersion;

        void Take(ReadOnlyMemory<byte> json)
        {
            if (TryParse(json) is { } found)
            {
                names.Add(found.Head.Name);
                store.Offer(found);
            }
        }
    }

    private async Task WatchAsync(string from, CancellationToken stop)
    {
        var limit = (options.WatchFor * (1 + chance())).TotalSeconds.ToString("F0", CultureInfo.InvariantCulture);
        var request = new ApiRequest(HttpMethod.Get, options.Selection.Path(
            type, ("watch", "true"), ("allowWatchBookmarks", "true"), ("resourceVersion", from), ("timeoutSeconds", limit)));
        _watchingSince = time.GetTimestamp();
        await using var body = await objects.WatchAsync(request, stop);
        using var lines = new WatchStream(body, request, options.Silence, time);
        Recovered();
        while (await lines.NextAsync(stop) is { IsEmpty: false } line)
        {
            Take(WatchEvent.Parse(line), request);
            _backoff.Reset();
        }

        Ended(HasLived ? WatchEnd.Ended : WatchEnd.Early);
        if (HasLived)
        {
            _hasExpired = false;
        }
        else
        {
            await Task.Delay(_backoff.Next(), time, stop);
        }
    }

    private void Ended(WatchEnd reason) => objects.Connection.Observer?.WatchEnded(type, reason);

    private void Take(WatchEvent told, ApiRequest request)
    {
        switch (told.Type)
        {
            case WatchEventType.Present when TryParse(told.Object) is { } found:
                store.Offer(found);
                Passed(found.Head.ResourceVersion);
                break;
            case WatchEventType.Deleted when TryParse(told.Object) is { } found:
                store.Remove(found.Head);
                Passed(found.Head.ResourceVersion);
                break;
            case WatchEventType.Bookmark:
                Passed(HeadReader.ReadUnnamed(told.Object.Span).ResourceVersion);
                break;
            case WatchEventType.Error:
                var status = ApiStatus.Read(told.Object.Span, 0);
                throw new ApiException($"{request} (watch)", status.Code, status.Reason, status.Message) { RetryAfter = status.RetryAfter };
            default:
                break;
        }
    }

    private void Passed(string version)
    {
        _version = version;
        _newest = ResourceVersions.Newer(_newest, version);
    }

    private async Task CheckAsync(CancellationToken stop)
    {
        while (true)
        {
            await Task.Delay(options.CheckEvery * (1 + (chance() / 10)), time, stop);
            try
            {
                if (_version is not null)
                {
                    await ListAsync(options.CheckPause, stop);
                }
            }
            catch (Exception problem) when (problem is ApiException or JsonException or IOException)
            {
                _log.CheckFailed(problem);
            }
        }
    }

    private bool HasLived => _watchingSince is { } began && time.GetElapsedTime(began) >= Healthy;

    // That a watch falls behind is ordinary, and a list brings it back at once; where that never lasts, lists would be all that the server does.
    private async Task RestIfForgetfulAsync(CancellationToken stop)
    {
        if (!_hasExpired || HasLived)
        {
            _hasExpired = true;
            _expiries.Reset();
            return;
        }

        await Task.Delay(_expiries.Next(), time, stop);
    }

    private async Task RestAsync(Exception problem, CancellationToken stop)
    {
        if (Trouble is null)
        {
            _log.Lost(problem);
            Volatile.Write(ref _troubleAt, time.GetTimestamp());
        }

        (Trouble, Refusal) = (problem.Message, problem as ApiException);
        var wait = _backoff.Next();
        await Task.Delay((problem as ApiException)?.RetryAfter is { } asked && asked > wait ? asked : wait, time, stop);
    }

    private void Recovered()
    {
        if (Trouble is not null)
        {
            _log.Found();
        }

        (Trouble, Refusal) = (null, null);
    }

    private ApiObject? TryParse(ReadOnlyMemory<byte> json)
    {
        try
        {
            return ApiObject.Parse(json);
        }
        catch (JsonException problem)
        {
            _log.Nameless(problem);
            return null;
        }
    }
}
