using Prometheus;
using Reconciler.Api;
using Reconciler.Engine.Channels;
using Reconciler.Rendering;

namespace Reconciler.Operator.Telemetry;

/// <summary>Counts what a channel accepts and refuses.</summary>
internal sealed class MeteredChannel : IChannel
{
    private readonly IChannel _channel;
    private readonly Counter.Child _accepted;
    private readonly Counter.Child _refused;

    /// <summary>A channel that is counted, from zero on.</summary>
    /// <param name="channel">The channel.</param>
    /// <param name="name">One word for it.</param>
    /// <param name="metrics">Gets the counts.</param>
    public MeteredChannel(IChannel channel, string name, Metrics metrics)
    {
        _channel = channel;
        (_accepted, _refused) = (metrics.Deliveries.WithLabels(name, Metrics.Accepted), metrics.Deliveries.WithLabels(name, Metrics.Refused));
        _accepted.Publish();
        _refused.Publish();
    }

    /// <inheritdoc/>
    public async Task SendAsync(Notice notice, RenderedNotice text, CancellationToken stop)
    {
        try
        {
            await _channel.SendAsync(notice, text, stop);
            _accepted.Inc();
        }
        catch (DeliveryException)
        {
            _refused.Inc();
            throw;
        }
    }
}
