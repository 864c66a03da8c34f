using Microsoft.Extensions.Logging;
using Reconciler.Operator.Tests.Given;

namespace Reconciler.Operator.Tests.Hosting;

/// <summary>The operator never stays alive without a chance to lead.</summary>
public sealed class HostTests
{
    [Fact]
    public async Task Host_EndsWithTheFailure_WhenTheLeaseCanBeKeptNoMore()
    {
        using var cluster = Cluster.Connect(DeadServer.Kubeconfig(), null, TimeProvider.System);
        var options = new OperatorOptions { LeaseName = "lease", LeaseNamespace = "any", Identity = "me", LeaseDuration = TimeSpan.FromSeconds(3) };
        var host = new OperatorHost(cluster, options, TimeProvider.System, null, new BrokenLog());

        await Assert.ThrowsAsync<FormatException>(() => host.RunAsync(Bed.Stop));
    }

    // The first thing that the keeper of the lease says is that the server does not answer.
    private sealed class BrokenLog : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) => throw new FormatException();
    }
}
