using Reconciler.Api;
using Reconciler.Rendering;

namespace Reconciler.Engine.Channels;

/// <summary>A way to tell people. Delivery is at least once: the same notice may come again, with the same Message-ID.</summary>
public interface IChannel
{
    /// <summary>Hands over one notice. When this returns, delivery was accepted: the notice counts as told.</summary>
    /// <param name="notice">The notice.</param>
    /// <param name="text">Its text.</param>
    /// <param name="stop">Gives up before it is handed over.</param>
    /// <returns>The acceptance.</returns>
    /// <exception cref="DeliveryException">It was not accepted; it stays due.</exception>
    Task SendAsync(Notice notice, RenderedNotice text, CancellationToken stop);
}

/// <summary>A channel did not accept a notice.</summary>
/// <param name="message">What it said, in one line.</param>
/// <param name="inner">What the system said; null: nothing.</param>
public sealed class DeliveryException(string message, Exception? inner = null) : Exception(message, inner);
