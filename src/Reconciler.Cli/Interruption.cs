using System.Runtime.InteropServices;

namespace Reconciler.Cli;

/// <summary>
/// Ctrl-C, and what asks a process to end. The first one lets the command end between two steps; what has not ended then, such as one that waits
/// for standard input, ends with the process. The store stands that. A second one ends the process at once.
/// </summary>
internal sealed class Interruption : IDisposable
{
    private const int ExitCodeOfNoSignal = 128;

    private static readonly (PosixSignal Signal, int Number)[] Signals = [(PosixSignal.SIGHUP, 1), (PosixSignal.SIGINT, 2), (PosixSignal.SIGTERM, 15)];

    private readonly CancellationTokenSource _stop = new();
    private readonly PosixSignalRegistration[] _registrations;
    private ITimer? _end;

    /// <summary>Begins to listen.</summary>
    /// <param name="clock">The clock of the grace.</param>
    public Interruption(TimeProvider clock) => _registrations =
        [.. Signals.Select(known => PosixSignalRegistration.Create(known.Signal, context => Handle(context, ExitCodeOfNoSignal + known.Number, clock)))];

    /// <summary>How long a command has to end by itself; default 1 s.</summary>
    public TimeSpan Grace { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>Asks the command to end.</summary>
    public CancellationToken Token => _stop.Token;

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var registration in _registrations)
        {
            registration.Dispose();
        }

        _end?.Dispose();
        _stop.Dispose();
    }

    private void Handle(PosixSignalContext context, int exitCode, TimeProvider clock)
    {
        if (!_stop.IsCancellationRequested)
        {
            context.Cancel = true;
            _end = clock.CreateTimer(_ => Environment.Exit(exitCode), null, Grace, Timeout.InfiniteTimeSpan);
            _stop.Cancel();
        }
    }
}
