using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using LibGit2Sharp;

namespace Reconciler.Git.Fetching.Transports;

/// <summary>Bytes between the library and a server; whatever goes wrong is remembered by the session, because the library forgets it.</summary>
internal abstract class SessionStream(SmartSubtransport transport, FetchSession session) : SmartSubtransportStream(transport)
{
    private const int MostAtOnce = 64 << 10;

    protected FetchSession Session => session;

    public sealed override int Read(Stream dataStream, long length, out long bytesRead)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(MostAtOnce);
        var count = 0;
        var code = Recorded(() =>
        {
            count = Receive(buffer.AsMemory(0, (int)Math.Min(length, MostAtOnce)));
            session.Count(count);
            dataStream.Write(buffer, 0, count);
        });
        ArrayPool<byte>.Shared.Return(buffer);
        bytesRead = count;
        return code;
    }

    public sealed override int Write(Stream dataStream, long length) => Recorded(() =>
    {
        var data = new byte[length];
        dataStream.ReadExactly(data);
        Send(data);
    });

    /// <summary>Waits for bytes of the server.</summary>
    /// <returns>How many; none: it has said all.</returns>
    protected abstract int Receive(Memory<byte> buffer);

    /// <summary>Sends bytes to the server.</summary>
    protected abstract void Send(ReadOnlySpan<byte> data);

    [SuppressMessage("Design", "CA1031", Justification = "Whatever it is, the session keeps it, and the fetch throws it.")]
    private int Recorded(Action work)
    {
        try
        {
            session.End.ThrowIfCancellationRequested();
            work();
            return 0;
        }
        catch (Exception problem)
        {
            session.Record(problem);
            return -1;
        }
    }
}
