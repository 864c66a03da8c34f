using Reconciler.Kubernetes.Connecting;

namespace Reconciler.Kubernetes.Tests.Connecting;

/// <summary>Waits between attempts.</summary>
public sealed class BackoffTests
{
    [Theory]
    [InlineData(0, "0.5 1 2 2.5 2.5")]
    [InlineData(0.5, "0.75 1.5 3 3.75 3.75")]
    public void Next_IsTwiceAsLong_UpToTheLongest_WithJitter(double chance, string waits)
    {
        var backoff = new Backoff(TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(5), () => chance);

        Assert.Equal(waits.Split(' ').Select(wait => TimeSpan.FromSeconds(double.Parse(wait, System.Globalization.CultureInfo.InvariantCulture))), Enumerable.Range(0, 5).Select(_ => backoff.Next()));
    }

    [Fact]
    public void Reset_BeginsAnew()
    {
        var backoff = new Backoff(TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(5), () => 0);
        var first = backoff.Next();
        backoff.Next();

        backoff.Reset();

        Assert.Equal(first, backoff.Next());
    }
}
