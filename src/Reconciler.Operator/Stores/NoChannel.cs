using Reconciler.Api;
using Reconciler.Engine.Channels;
using Reconciler.Rendering;

namespace Reconciler.Operator.Stores;

/// <summary>No way to tell anybody: every notice stays due.</summary>
internal sealed class NoChannel : IChannel
{
    /// <inheritdoc/>
    public Task SendAsync(Notice notice, RenderedNotice text, CancellationToken stop) =>
        throw new DeliveryException("there is no channel: start the operator with --outbox DIR, or with --announce observe");
}
