using System.Threading.Channels;
using Reconciler.Engine.Watching;

namespace Reconciler.Operator.Signals;

/// <summary>Says that something was changed; any number of changes are one.</summary>
internal sealed class Signal : IChangeSignal
{
    private readonly Channel<bool> _changes = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });

    /// <summary>Something was changed.</summary>
    public void Raise() => _changes.Writer.TryWrite(true);

    /// <inheritdoc/>
    public async Task WaitAsync(CancellationToken stop) => await _changes.Reader.ReadAsync(stop);
}
