using System.Buffers;

namespace Reconciler.Kubernetes.Objects;

/// <summary>The unread bytes of a stream, in one piece, in a pooled array that grows while what is read does not fit.</summary>
internal sealed class ByteBuffer(Stream stream, int size = 32 * 1024) : IDisposable
{
    // The server stores no object of more than a few megabytes.
    private const int Most = 64 * 1024 * 1024;

    private byte[] _bytes = ArrayPool<byte>.Shared.Rent(size);
    private int _start;
    private int _end;

    /// <summary>The stream has ended: nothing comes after <see cref="Unread"/>.</summary>
    public bool IsComplete { get; private set; }

    /// <summary>Read from the stream, and not yet consumed; valid until the next call.</summary>
    public ReadOnlyMemory<byte> Unread => _bytes.AsMemory(_start, _end - _start);

    /// <summary>The first bytes are done with.</summary>
    public void Consume(int count) => _start += count;

    /// <summary>Reads some more behind what is unread.</summary>
    /// <returns>False at the end of the stream.</returns>
    /// <exception cref="IOException">There is more in one piece than any object has.</exception>
    public async ValueTask<bool> ReadMoreAsync(CancellationToken stop)
    {
        MakeRoom();
        var count = await stream.ReadAsync(_bytes.AsMemory(_end), stop);
        _end += count;
        IsComplete = count == 0;
        return count > 0;
    }

    public void Dispose()
    {
        ArrayPool<byte>.Shared.Return(_bytes);
        _bytes = [];
    }

    private void MakeRoom()
    {
        var unread = _end - _start;
        if (unread > Most)
        {
            throw new IOException($"more than {Most} bytes in one piece");
        }

        var target = unread > _bytes.Length / 2 ? ArrayPool<byte>.Shared.Rent(_bytes.Length * 2) : _bytes;
        Buffer.BlockCopy(_bytes, _start, target, 0, unread);
        if (target != _bytes)
        {
            ArrayPool<byte>.Shared.Return(_bytes);
            _bytes = target;
        }

        (_start, _end) = (0, unread);
    }
}
