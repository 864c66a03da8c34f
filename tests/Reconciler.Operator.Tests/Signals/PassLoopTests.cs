using System.Threading.Channels;
using NodaTime;
using NodaTime.Extensions;
using Reconciler.Operator.Signals;

namespace Reconciler.Operator.Tests.Signals;

/// <summary>When passes are made. The test is the clock.</summary>
public sealed class PassLoopTests : IAsyncDisposable
{
    private static readonly DateTimeOffset Begin = new(2026, 12, 1, 9, 0, 0, 500, TimeSpan.Zero);

    private readonly TestClock _clock = new(Begin);
    private readonly TestClock _time = new(Begin);
    private readonly CancellationTokenSource _stop = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
    private readonly Channel<Instant> _passes = Channel.CreateUnbounded<Instant>();
    private readonly Signal _signal;
    private readonly Task _loop;
    private TimeSpan _took;

    public PassLoopTests()
    {
        _signal = new(_time);
        _loop = new PassLoop(PassAsync, _signal, _clock, _time).RunAsync(_stop.Token);
    }

    [Fact]
    public async Task Pass_GoesByWholeSeconds() => Assert.Equal(Begin.ToInstant() - Duration.FromMilliseconds(500), await NextAsync());

    [Fact]
    public async Task Loop_WakesExactly_AndSleepsNoLongerThanAMinute()
    {
        await NextAsync();

        Assert.Equal(TimeSpan.FromMinutes(1), await _clock.SleepAsync(_stop.Token));
        _clock.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(TimeSpan.FromMilliseconds(29_500), await _clock.SleepAsync(_stop.Token));
        _clock.Advance(TimeSpan.FromMilliseconds(29_499));
        Assert.False(_passes.Reader.TryPeek(out _));
        _clock.Advance(TimeSpan.FromMilliseconds(1));

        Assert.Equal(new LocalDateTime(2026, 12, 1, 9, 1, 30).InUtc().ToInstant(), await NextAsync());
    }

    [Fact]
    public async Task Change_IsActedOnAtOnce_AfterQuiet()
    {
        await NextAsync();
        await _clock.SleepAsync(_stop.Token);

        _signal.Raise();

        await NextAsync();
    }

    [Fact]
    public async Task Changes_OfOnePass_AreOneMore_AfterARestAsLongAsThePass()
    {
        await NextAsync();
        await _clock.SleepAsync(_stop.Token);
        _took = TimeSpan.FromMilliseconds(200);
        _signal.Raise();
        await NextAsync();

        // The pass that these come in is over; it took a fifth of a second.
        _signal.Raise();
        _signal.Raise();
        Assert.Equal(TimeSpan.FromMilliseconds(200), await RestAsync());
        Assert.False(_passes.Reader.TryPeek(out _));
        _took = TimeSpan.Zero;
        _time.Advance(TimeSpan.FromMilliseconds(200));
        await NextAsync();

        Assert.Equal(TimeSpan.FromMinutes(1), await _clock.SleepAsync(_stop.Token));
        Assert.False(_passes.Reader.TryPeek(out _));
    }

    [Fact]
    public async Task Rest_IsBounded()
    {
        await NextAsync();
        await _clock.SleepAsync(_stop.Token);
        _took = TimeSpan.FromMinutes(5);
        _signal.Raise();
        await NextAsync();

        Assert.Equal(PassLoop.LongestRest, await RestAsync());
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => _loop);
        _stop.Dispose();
        _signal.Dispose();
    }

    private Task<Instant?> PassAsync(Instant now, CancellationToken stop)
    {
        _time.Advance(_took);
        _passes.Writer.TryWrite(now);
        return Task.FromResult<Instant?>(now + Duration.FromSeconds(90));
    }

    private ValueTask<Instant> NextAsync() => _passes.Reader.ReadAsync(_stop.Token);

    // A pass that took no time is followed by no rest, which no timer shows.
    private async Task<TimeSpan> RestAsync() => await _time.SleepAsync(_stop.Token);
}
