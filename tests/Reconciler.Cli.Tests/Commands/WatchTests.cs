using System.Text;
using System.Threading.Channels;
using Reconciler.Cli.Tests.Running;

namespace Reconciler.Cli.Tests.Commands;

public sealed class WatchTests : IDisposable
{
    private readonly Workplace _place = new Workplace().WithFleet("small");

    [Fact]
    public async Task Watch_LooksAgain_WhenTheClockSaysSo_AndEndsCleanlyWhenAsked()
    {
        using var stop = new CancellationTokenSource();
        await using var output = new Said();
        var watching = Program.RunAsync(["run", "small", "--watch"], _place.ShellOf(output, TextWriter.Null), stop.Token);

        var first = await output.NextAsync();
        _place.Clock.Advance(TimeSpan.FromMinutes(10));
        var second = await output.NextAsync();
        await stop.CancelAsync();

        Assert.Equal(ExitCodes.Clean, await watching);
        Assert.Contains("as of Tue 2026-12-01 09:00 UTC", first, StringComparison.Ordinal);
        Assert.Contains("Next wake: Tue 2026-12-01 09:10 UTC.", first, StringComparison.Ordinal);
        Assert.Contains("as of Tue 2026-12-01 09:10 UTC", second, StringComparison.Ordinal);
        Assert.Contains("2 notices (1 en, 1 zh-CN)", second, StringComparison.Ordinal);
    }

    /// <inheritdoc/>
    public void Dispose() => _place.Dispose();

    // One text for each flush.
    private sealed class Said : StringWriter
    {
        private readonly Channel<string> _texts = Channel.CreateUnbounded<string>();

        public override Encoding Encoding => Encoding.UTF8;

        public override void Flush()
        {
            _texts.Writer.TryWrite(ToString());
            GetStringBuilder().Clear();
        }

        public ValueTask<string> NextAsync() => _texts.Reader.ReadAsync(TestContext.Current.CancellationToken);
    }
}
