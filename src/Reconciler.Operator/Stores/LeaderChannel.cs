using Reconciler.Api;
using Reconciler.Engine.Channels;
using Reconciler.Rendering;

namespace Reconciler.Operator.Stores;

/// <summary>Sends only while this process leads, asked at the last moment: between claim and sending it may have been paused for any time.</summary>
/// <param name="channel">How people are told.</param>
/// <param name="isHeld">Whether this process leads.</param>
internal sealed class LeaderChannel(IChannel channel, Func<bool> isHeld) : IChannel
{
    /// <inheritdoc/>
    public Task SendAsync(Notice notice, RenderedNotice text, CancellationToken stop) =>
        isHeld() ? channel.SendAsync(notice, text, stop) : throw new LeadershipLostException();
}
