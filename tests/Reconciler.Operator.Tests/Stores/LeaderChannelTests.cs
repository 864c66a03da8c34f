using Reconciler.Api;
using Reconciler.Engine.Channels;
using Reconciler.Operator.Stores;
using Reconciler.Rendering;

namespace Reconciler.Operator.Tests.Stores;

/// <summary>Between claim and sending any time may pass.</summary>
public sealed class LeaderChannelTests
{
    private readonly Counting _channel = new();

    [Fact]
    public async Task Notice_IsSent_WhileTheLeaseIsHeld()
    {
        await new LeaderChannel(_channel, () => true).SendAsync(null!, null!, CancellationToken.None);

        Assert.Equal(1, _channel.Sent);
    }

    [Fact]
    public async Task Notice_IsNotSent_WhenTheLeaseIsLost()
    {
        await Assert.ThrowsAsync<LeadershipLostException>(() => new LeaderChannel(_channel, () => false).SendAsync(null!, null!, CancellationToken.None));

        Assert.Equal(0, _channel.Sent);
    }

    private sealed class Counting : IChannel
    {
        public int Sent { get; private set; }

        public Task SendAsync(Notice notice, RenderedNotice text, CancellationToken stop)
        {
            Sent++;
            return Task.CompletedTask;
        }
    }
}
