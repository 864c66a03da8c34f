using Reconciler.Kubernetes.Objects;

namespace Reconciler.Kubernetes.Caching;

/// <summary>How a cache follows the server.</summary>
public sealed record CacheOptions
{
    /// <summary>Which objects. Default: all.</summary>
    public Selection Selection { get; init; } = Selection.All;

    /// <summary>Objects in one page of a list. Default: 500.</summary>
    public int PageSize { get; init; } = 500;

    /// <summary>The server is asked to end each watch between this and twice this time; its end is a sign of life. Default: 1 min.</summary>
    public TimeSpan WatchFor { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>A watch that says nothing for so long is given up and begun anew: longer than any watch, so the connection must be dead. Default: 130 s.</summary>
    public TimeSpan Silence { get; init; } = TimeSpan.FromSeconds(130);

    /// <summary>How long after the end of a list, or of a rolling check, the next check begins. Default: 10 min.</summary>
    public TimeSpan CheckEvery { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>The rest between two pages of a rolling check, so that nobody feels it. Default: 1 s.</summary>
    public TimeSpan CheckPause { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>The first wait after a failure; the next ones double. Default: 200 ms.</summary>
    public TimeSpan FirstWait { get; init; } = TimeSpan.FromMilliseconds(200);

    /// <summary>The longest wait after a failure. Default: 15 s.</summary>
    public TimeSpan LongestWait { get; init; } = TimeSpan.FromSeconds(15);
}
