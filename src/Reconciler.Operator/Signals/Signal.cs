using System.Threading.Channels;
using Reconciler.Engine.Watching;

namespace Reconciler.Operator.Signals;

/// <summary>Says that something was changed; any number of changes are one.</summary>
/// <param name="time">Measures waits.</param>
internal sealed class Signal(TimeProvider time) : IChangeSignal, IDisposable
{
    private ITimer? _later;

    private readonly Channel<bool> _changes = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });

    /// <summary>Whether a change waits that no pass has begun to look at.</summary>
    public bool IsRaised => _changes.Reader.Count > 0;

    /// <summary>Something was changed.</summary>
    public void Raise() => _changes.Writer.TryWrite(true);

    /// <summary>Something is worth another look after a wait.</summary>
    public void RaiseAfter(TimeSpan wait)
    {
        _later?.Dispose();
        _later = time.CreateTimer(_ => Raise(), null, wait, Timeout.InfiniteTimeSpan);
    }

    /// <inheritdoc/>
    public void Dispose() => _later?.Dispose();

    /// <inheritdoc/>
    public async Task WaitAsync(CancellationToken stop) => await _changes.Reader.ReadAsync(stop);
}
