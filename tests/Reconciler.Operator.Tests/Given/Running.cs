using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace Reconciler.Operator.Tests.Given;

/// <summary>An operator in this process.</summary>
internal sealed class Running : IAsyncDisposable, ILogger
{
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _host;
    private readonly ConcurrentQueue<string> _lines = new();

    public Running(Cluster cluster, OperatorOptions options, TimeProvider clock) =>
        _host = Task.Run(() => new OperatorHost(cluster, options, clock, TimeProvider.System, this).RunAsync(_stop.Token), CancellationToken.None);

    /// <summary>What it said.</summary>
    public IReadOnlyCollection<string> Lines => _lines;

    /// <summary>How many passes it has made.</summary>
    public int Passes => _lines.Count(line => line.Contains("pass over", StringComparison.Ordinal));

    /// <summary>Asks it to end, and waits for that.</summary>
    public async Task StopAsync()
    {
        await _stop.CancelAsync();
        await _host;
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        _stop.Dispose();
    }

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
        _lines.Enqueue($"{logLevel}: {formatter(state, exception)} {exception?.Message}");
}
