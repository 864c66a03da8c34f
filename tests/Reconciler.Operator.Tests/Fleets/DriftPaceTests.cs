using Microsoft.Extensions.Time.Testing;
using Reconciler.Operator.Fleets;

namespace Reconciler.Operator.Tests.Fleets;

/// <summary>Two that want different things of an object do not keep each other busy.</summary>
public sealed class DriftPaceTests
{
    private static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(1);

    private readonly FakeTimeProvider _time = new();
    private readonly DriftPace _pace;

    // Without jitter a wait is half of its step.
    public DriftPaceTests() => _pace = new(_time, () => 0);

    [Fact]
    public void First_IsPutBackAtOnce() => Assert.Equal(TimeSpan.Zero, _pace.Left);

    [Fact]
    public void Next_IsNotPutBack_BeforeTheRestIsOver()
    {
        _pace.Rest();

        Assert.Equal(TimeSpan.FromMilliseconds(50), _pace.Left);
        _time.Advance(TimeSpan.FromMilliseconds(50) - Tick);
        Assert.Equal(Tick, _pace.Left);
        _time.Advance(Tick);
        Assert.Equal(TimeSpan.Zero, _pace.Left);
    }

    [Fact]
    public void Rests_DoubleUpToFiveMinutes_WhileItGoesOn()
    {
        var rests = Enumerable.Range(0, 14).Select(_ => RestedAsLongAsItHasTo()).ToArray();

        Assert.Equal([50, 100, 200, 400, 800, 1600, 3200, 6400, 12_800, 25_600, 51_200, 102_400, 150_000, 150_000], rests.Select(rest => (int)rest.TotalMilliseconds));
    }

    [Theory]
    [InlineData(59_999, 200)]
    [InlineData(60_000, 50)]
    public void Rests_BeginAnew_AfterAMinuteOfQuiet(int quiet, int next)
    {
        RestedAsLongAsItHasTo();
        RestedAsLongAsItHasTo();

        _time.Advance(TimeSpan.FromMilliseconds(quiet));

        Assert.Equal(next, (int)RestedAsLongAsItHasTo().TotalMilliseconds);
    }

    private TimeSpan RestedAsLongAsItHasTo()
    {
        _pace.Rest();
        var rest = _pace.Left;
        _time.Advance(rest);
        return rest;
    }
}
