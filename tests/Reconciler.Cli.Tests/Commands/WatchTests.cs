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
        var second = await _place.Clock.SleepUntilAsync(output.NextAsync(), TestContext.Current.CancellationToken);
        await stop.CancelAsync();

        Assert.Equal(ExitCodes.Clean, await watching);
        Assert.Contains("as of Tue 2026-12-01 09:00 UTC", first, StringComparison.Ordinal);
        Assert.Contains("Next wake: Tue 2026-12-01 09:10 UTC.", first, StringComparison.Ordinal);
        Assert.Contains("as of Tue 2026-12-01 09:10 UTC", second, StringComparison.Ordinal);
        Assert.Contains("2 notices (1 en, 1 zh-CN)", second, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Watch_TriesAgainAMinuteLater_WhenAPassFailed()
    {
        _place.With("small/.reconciler/ledger/a.yaml", "nonsense");
        using var stop = new CancellationTokenSource();
        await using var output = new Said();
        await using var error = new Said();
        var watching = Program.RunAsync(["run", "small", "--watch"], _place.ShellOf(output, error), stop.Token);

        var refused = await error.NextAsync();
        File.Delete(_place.PathOf("small/.reconciler/ledger/a.yaml"));
        var mended = await _place.Clock.SleepUntilAsync(output.NextAsync(), TestContext.Current.CancellationToken);
        await stop.CancelAsync();

        Assert.Equal(ExitCodes.Clean, await watching);
        Assert.Contains("ledger/a.yaml", refused, StringComparison.Ordinal);
        Assert.Contains("as of Tue 2026-12-01 09:01 UTC", mended, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Watch_GoesOn_WhenAFileIsMended()
    {
        var good = await File.ReadAllTextAsync(_place.PathOf("small/fleet.yaml"), TestContext.Current.CancellationToken);
        _place.With("small/fleet.yaml", "kind: [");
        using var stop = new CancellationTokenSource();
        await using var output = new Said();
        var watching = Program.RunAsync(["run", "small", "--watch"], _place.ShellOf(output, TextWriter.Null), stop.Token);

        var refused = await output.NextAsync();
        _place.With("small/fleet.yaml", good);
        var mended = await _place.Clock.SleepUntilAsync(output.NextAsync(), TestContext.Current.CancellationToken);
        await stop.CancelAsync();

        Assert.Equal(ExitCodes.Clean, await watching);
        Assert.Contains("Nothing was planned or written", refused, StringComparison.Ordinal);
        Assert.Contains("Next wake:", mended, StringComparison.Ordinal);
    }

    /// <inheritdoc/>
    public void Dispose() => _place.Dispose();
}
