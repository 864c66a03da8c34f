using System.Threading.Channels;
using NodaTime;
using NodaTime.Extensions;
using Reconciler.Engine.Watching;

namespace Reconciler.Engine.Tests.Watching;

/// <summary>One pass after another, by a clock that only the test moves.</summary>
public sealed class WatchTests
{
    private static readonly Instant Begin = Instant.FromUtc(2026, 12, 1, 9, 0);
    private static readonly TimeSpan Step = TimeSpan.FromMilliseconds(100);

    [Fact]
    public async Task Watch_SleepsUntilTheNextWake()
    {
        await using var watch = new Watched(now => now + Duration.FromSeconds(30));
        Assert.Equal(Begin, await watch.PassAsync());
        Assert.Equal(TimeSpan.FromSeconds(30), await watch.SleepAsync());
        watch.Clock.Advance(TimeSpan.FromSeconds(30));
        Assert.Equal(Begin + Duration.FromSeconds(30), await watch.PassAsync());
    }

    [Fact]
    public async Task Watch_LooksAtTheClockEveryMinute_SoThatAMachineThatSleptWakesInTime()
    {
        await using var watch = new Watched(now => now + Duration.FromDays(60));
        Assert.Equal(Begin, await watch.PassAsync());
        for (var day = 1; day <= 60; day++)
        {
            Assert.Equal(Watch.LongestSleep, await watch.SleepAsync());
            watch.Clock.Advance(TimeSpan.FromDays(1));
        }

        Assert.Equal(Begin + Duration.FromDays(60), await watch.PassAsync());
    }

    [Fact]
    public async Task Watch_PassesOnce_ForABurstOfChanges()
    {
        await using var watch = new Watched(_ => null);
        Assert.Equal(Begin, await watch.PassAsync());
        Assert.Equal(Watch.LongestSleep, await watch.SleepAsync());
        for (var change = 0; change < 5; change++)
        {
            watch.Clock.Advance(Step);
            watch.Change();
            Assert.Equal(Watch.Quiet, await watch.SleepAsync());
        }

        watch.Clock.Advance(Watch.Quiet);
        Assert.Equal(Begin + ((5 * Step) + Watch.Quiet).ToDuration(), await watch.PassAsync());
    }

    [Fact]
    public async Task Watch_Passes_ThoughABurstDoesNotEnd()
    {
        await using var watch = new Watched(_ => null);
        Assert.Equal(Begin, await watch.PassAsync());
        Assert.Equal(Watch.LongestSleep, await watch.SleepAsync());
        for (var past = TimeSpan.Zero; past < Watch.LongestBurst; past += Step)
        {
            watch.Change();
            Assert.Equal(Watch.Quiet, await watch.SleepAsync());
            watch.Clock.Advance(Step);
        }

        watch.Change();
        Assert.Equal(Begin + Watch.LongestBurst.ToDuration(), await watch.PassAsync());
    }

    [Fact]
    public async Task Watch_EndsQuietly_WhenItIsStopped()
    {
        var watch = new Watched(_ => null);
        Assert.Equal(Begin, await watch.PassAsync());
        Assert.Equal(Watch.LongestSleep, await watch.SleepAsync());
        await watch.DisposeAsync();
        Assert.True(watch.HasEnded);
    }

    private sealed class Watched : IAsyncDisposable
    {
        private readonly CancellationTokenSource _stop = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        private readonly Channel<Instant> _passes = Channel.CreateUnbounded<Instant>();
        private readonly Signal _signal = new();
        private readonly Task _run;

        public Watched(Func<Instant, Instant?> next) => _run = new Watch(
            (now, _) =>
            {
                _passes.Writer.TryWrite(now);
                return Task.FromResult(next(now));
            },
            _signal,
            Clock).RunAsync(_stop.Token);

        public TestClock Clock { get; } = new(Begin.ToDateTimeOffset());

        public bool HasEnded => _run.IsCompletedSuccessfully;

        public void Change() => _signal.Change();

        public async Task<Instant> PassAsync() => await _passes.Reader.ReadAsync(_stop.Token);

        public async Task<TimeSpan> SleepAsync() => await Clock.SleepAsync(_stop.Token);

        public async ValueTask DisposeAsync()
        {
            await _stop.CancelAsync();
            await _run;
            _stop.Dispose();
        }
    }

    private sealed class Signal : IChangeSignal
    {
        private readonly Channel<bool> _changes = Channel.CreateUnbounded<bool>();

        public void Change() => _changes.Writer.TryWrite(true);

        public async Task WaitAsync(CancellationToken stop) => await _changes.Reader.ReadAsync(stop);
    }
}
