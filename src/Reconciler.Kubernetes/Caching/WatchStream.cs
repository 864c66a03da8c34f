using Reconciler.Kubernetes.Connecting;
using Reconciler.Kubernetes.Objects;

namespace Reconciler.Kubernetes.Caching;

/// <summary>Reads the lines of an open watch, and gives it up when it falls silent.</summary>
internal sealed class WatchStream(Stream stream, ApiRequest request, TimeSpan silence, TimeProvider time) : IDisposable
{
    private readonly ByteBuffer _buffer = new(stream, size: 8 * 1024);
    private int _used;

    /// <summary>The next line; empty at the end of the watch. It lives until the next call.</summary>
    /// <exception cref="ApiException">The connection failed or fell silent.</exception>
    public async ValueTask<ReadOnlyMemory<byte>> NextAsync(CancellationToken stop)
    {
        _buffer.Consume(_used);
        _used = 0;
        var searched = 0;
        while (true)
        {
            var unread = _buffer.Unread;
            var end = unread.Span[searched..].IndexOf((byte)'\n');
            if (end >= 0)
            {
                var line = unread[..(searched + end)];
                _used = line.Length + 1;
                return line;
            }

            searched = unread.Length;
            if (!await ReadMoreAsync(stop))
            {
                return default;
            }
        }
    }

    public void Dispose() => _buffer.Dispose();

    private async ValueTask<bool> ReadMoreAsync(CancellationToken stop)
    {
        using var silent = new CancellationTokenSource(silence, time);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(silent.Token, stop);
        try
        {
            return await _buffer.ReadMoreAsync(limit.Token);
        }
        catch (Exception problem) when (ApiConnection.IsUnanswered(problem, stop))
        {
            throw ApiConnection.Unanswered(request, problem);
        }
    }
}
