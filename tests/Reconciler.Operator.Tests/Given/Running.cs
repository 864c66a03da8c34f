using System.Collections.Concurrent;
using System.Text.RegularExpressions;
using Microsoft.Extensions.Logging;
using Reconciler.Operator.Worlds;

namespace Reconciler.Operator.Tests.Given;

/// <summary>An operator in this process.</summary>
internal sealed partial class Running : IAsyncDisposable, ILogger
{
    private readonly CancellationTokenSource _stop = new();
    private readonly OperatorHost _host;
    private readonly Task _running;
    private readonly ConcurrentQueue<string> _lines = new();

    private readonly Action<string>? _heard;

    public Running(Cluster cluster, OperatorOptions options, TimeProvider clock, TimeProvider time, Action<string>? heard)
    {
        _heard = heard;
        _host = new(cluster, options, clock, time, this);
        _running = Task.Run(() => _host.RunAsync(_stop.Token), CancellationToken.None);
    }

    /// <summary>What it knows of the cluster; null while it does not lead.</summary>
    public ClusterCaches? Caches => _host.Caches;

    /// <summary>Whether a pass is under way.</summary>
    public bool IsPassing => _host.IsPassing;

    /// <summary>Whether a revision of a fleet source is being applied, or was in part.</summary>
    public bool IsInMotion => _host.IsInMotion;

    /// <summary>Where it serves health and metrics; null: nowhere yet.</summary>
    public string? Address => _host.Address;

    /// <summary>What it said.</summary>
    public IReadOnlyCollection<string> Lines => _lines;

    /// <summary>Waits until it has said something.</summary>
    public Task SaysAsync(string text) => Bed.UntilAsync($"it says '{text}'", () => Task.FromResult(Said(text)));

    /// <summary>Whether it said something.</summary>
    public bool Said(string text) => _lines.Any(line => line.Contains(text, StringComparison.Ordinal));

    /// <summary>How many passes it has made.</summary>
    public int Passes => _lines.Count(line => line.Contains("pass over", StringComparison.Ordinal));

    /// <summary>How many statuses it has written.</summary>
    public int StatusesWritten => _lines.Select(line => StatusCount().Match(line)).Where(match => match.Success)
        .Sum(match => int.Parse(match.Groups["count"].Value, System.Globalization.CultureInfo.InvariantCulture));

    /// <summary>Asks it to end, and waits for that.</summary>
    public async Task StopAsync()
    {
        await _stop.CancelAsync();
        await _running;
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        _stop.Dispose();
    }

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        var line = $"{logLevel}: {formatter(state, exception)} {exception?.Message}";
        _lines.Enqueue(line);
        _heard?.Invoke(line);
    }

    [GeneratedRegex("(?<count>[0-9]+) statuses,", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex StatusCount();
}
