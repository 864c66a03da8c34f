using Microsoft.Extensions.Time.Testing;
using Reconciler.Kubernetes.Connecting;

namespace Reconciler.Kubernetes.Tests.Connecting;

/// <summary>How often, and how slowly, a request is repeated.</summary>
public sealed class RepetitionTests
{
    [Theory]
    [InlineData(503, null, 6)]
    [InlineData(0, null, 6)]
    [InlineData(429, 1, 10)]
    [InlineData(429, 30, 10)]
    [InlineData(429, 31, 1)]
    [InlineData(403, null, 1)]
    [InlineData(409, null, 1)]
    public async Task RunAsync_GivesUp_AfterSoManyAttempts(int code, int? asked, int attempts)
    {
        var time = new FakeTimeProvider();
        var done = 0;

        var run = new Repetition(time, () => 0).RunAsync<int>(Refuse, Plane.Stop);
        while (!run.IsCompleted)
        {
            time.Advance(TimeSpan.FromSeconds(1));
            await Task.Yield();
        }

        Assert.Equal(code, (await Assert.ThrowsAsync<ApiException>(() => run)).Code);
        Assert.Equal(attempts, done);

        Task<int> Refuse()
        {
            done++;
            throw new ApiException("GET /", code, code == 0 ? ApiException.UnreachableReason : "Refused", "not now") { RetryAfter = asked is { } seconds ? TimeSpan.FromSeconds(seconds) : null };
        }
    }

    [Fact]
    public async Task RunAsync_WaitsAsLongAsTheServerAsks_WhenItsOwnWaitIsShorter()
    {
        var time = new FakeTimeProvider();
        var done = 0;

        var run = new Repetition(time, () => 0).RunAsync(RefuseOnce, Plane.Stop);
        time.Advance(TimeSpan.FromSeconds(19.9));
        Assert.Equal(1, done);
        time.Advance(TimeSpan.FromSeconds(0.1));

        Assert.Equal(7, await run);
        Assert.Equal(2, done);

        Task<int> RefuseOnce() => ++done == 1 ? throw new ApiException("GET /", 429, "TooManyRequests", "not now") { RetryAfter = TimeSpan.FromSeconds(20) } : Task.FromResult(7);
    }
}
