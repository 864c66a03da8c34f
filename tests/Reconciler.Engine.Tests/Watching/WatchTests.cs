using Microsoft.Extensions.Time.Testing;
using NodaTime;
using Reconciler.Engine.Watching;
using Channel = System.Threading.Channels.Channel;

namespace Reconciler.Engine.Tests.Watching;

/// <summary>One pass after another, by a clock that only the test moves.</summary>
public sealed class WatchTests
{
    private static readonly DateTimeOffset Begin = new(2026, 12, 1, 9, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task Watch_SleepsUntilTheNextWake_AndNotLess()
    {
        await using var watch = new Watched(now => now + Duration.FromSeconds(30));
        await watch.PassesAsync(1);
        watch.Clock.Advance(TimeSpan.FromSeconds(29.999));
        await watch.QuietAsync(1);
        watch.Clock.Advance(TimeSpan.FromSeconds(0.002));
        await watch.PassesAsync(2);
    }

    [Fact]
    public async Task Watch_SleepsLongerThanTimersCan()
    {
        await using var watch = new Watched(now => now + Duration.FromDays(60));
        await watch.PassesAsync(1);
        for (var hour = 0; hour < 60 * 24; hour++)
        {
            watch.Clock.Advance(TimeSpan.FromHours(1) - TimeSpan.FromMilliseconds(hour == 0 ? 1 : 0));
            await watch.SettledAsync();
        }

        await watch.QuietAsync(1);
        watch.Clock.Advance(TimeSpan.FromMinutes(2));
        await watch.PassesAsync(2);
    }

    [Fact]
    public async Task Watch_PassesOnce_ForABurstOfChanges()
    {
        await using var watch = new Watched(_ => null);
        await watch.PassesAsync(1);
        for (var change = 0; change < 5; change++)
        {
            watch.Change();
            await watch.SettledAsync();
            watch.Clock.Advance(TimeSpan.FromMilliseconds(100));
            await watch.SettledAsync();
        }

        await watch.QuietAsync(1);
        watch.Clock.Advance(Watch.Quiet);
        await watch.PassesAsync(2);
    }

    [Fact]
    public async Task Watch_Passes_ThoughABurstDoesNotEnd()
    {
        await using var watch = new Watched(_ => null);
        await watch.PassesAsync(1);
        for (var change = 0; change < 40 && watch.Count == 1; change++)
        {
            watch.Change();
            await watch.SettledAsync();
            watch.Clock.Advance(TimeSpan.FromMilliseconds(100));
            await watch.SettledAsync();
        }

        await watch.PassesAsync(2);
    }

    [Fact]
    public async Task Watch_EndsQuietly_WhenItIsStopped()
    {
        var watch = new Watched(_ => null);
        await watch.PassesAsync(1);
        await watch.DisposeAsync();
        Assert.Equal(1, watch.Count);
    }

    private sealed class Watched : IAsyncDisposable
    {
        private readonly CancellationTokenSource _stop = new();
        private readonly Signal _signal = new();
        private readonly Task _run;
        private int _count;

        public Watched(Func<Instant, Instant?> next)
        {
            _run = new Watch(
                (now, _) =>
                {
                    Interlocked.Increment(ref _count);
                    return Task.FromResult(next(now));
                },
                _signal,
                Clock).RunAsync(_stop.Token);
        }

        public FakeTimeProvider Clock { get; } = new(Begin);

        public int Count => Volatile.Read(ref _count);

        public void Change() => _signal.Change();

        public async Task PassesAsync(int count)
        {
            for (var turn = 0; turn < 10_000 && Count < count; turn++)
            {
                await Task.Yield();
            }

            Assert.Equal(count, Count);
            await SettledAsync();
        }

        public async Task QuietAsync(int count)
        {
            await SettledAsync();
            Assert.Equal(count, Count);
        }

        public async Task SettledAsync()
        {
            for (var turn = 0; turn < 50; turn++)
            {
                await Task.Yield();
            }
        }

        public async ValueTask DisposeAsync()
        {
            await _stop.CancelAsync();
            await _run;
            _stop.Dispose();
        }
    }

    private sealed class Signal : IChangeSignal
    {
        private readonly System.Threading.Channels.Channel<bool> _changes = Channel.CreateUnbounded<bool>(new() { AllowSynchronousContinuations = true });

        public void Change() => _changes.Writer.TryWrite(true);

        public async Task WaitAsync(CancellationToken stop) => await _changes.Reader.ReadAsync(stop);
    }
}
