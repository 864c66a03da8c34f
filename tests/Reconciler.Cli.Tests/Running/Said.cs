using System.Text;
using System.Threading.Channels;

namespace Reconciler.Cli.Tests.Running;

/// <summary>What a command that goes on says: one text for each flush.</summary>
internal sealed class Said : StringWriter
{
    private readonly Channel<string> _texts = Channel.CreateUnbounded<string>();

    /// <inheritdoc/>
    public override Encoding Encoding => Encoding.UTF8;

    /// <inheritdoc/>
    public override void Flush()
    {
        _texts.Writer.TryWrite(ToString());
        GetStringBuilder().Clear();
    }

    /// <summary>The next text.</summary>
    public ValueTask<string> NextAsync() => _texts.Reader.ReadAsync(TestContext.Current.CancellationToken);
}

/// <summary>A clock for a command that goes on.</summary>
internal static class SleepingClock
{
    /// <summary>Lets the command sleep, as long as it wants to each time, until it says something.</summary>
    public static async Task<string> SleepUntilAsync(this TestClock clock, ValueTask<string> text, CancellationToken stop)
    {
        var said = text.AsTask();
        for (var sleep = clock.SleepAsync(stop).AsTask(); await Task.WhenAny(said, sleep) == sleep; sleep = clock.SleepAsync(stop).AsTask())
        {
            clock.Advance(await sleep);
        }

        return await said;
    }
}
