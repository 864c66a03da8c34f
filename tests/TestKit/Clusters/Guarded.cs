using System.Diagnostics;

namespace Reconciler.TestKit.Clusters;

/// <summary>A program that dies with us, however we die: a shell beside it waits for our end of a pipe to close, and then kills it.</summary>
internal sealed class Guarded
{
    // Ctrl-C in a terminal, and a signal to our process group, must not reach the guard: it is in a session of its own where that can be had.
    private const string Apart = """exec $(command -v setsid) /bin/sh -c "$0" "$@" """;

    private const string Guard = """
        exec 2>/dev/null
        trap '' INT
        log=$1; shift
        "$@" </dev/null >>"$log" 2>&1 &
        child=$!
        read -r signal || signal=KILL
        kill -"$signal" "$child" 2>/dev/null
        wait "$child"
        """;

    private readonly Process _shell;

    private Guarded(Process shell) => _shell = shell;

    /// <summary>Starts a program.</summary>
    /// <param name="log">Where its output goes.</param>
    /// <param name="command">The program and its arguments.</param>
    public static Guarded Start(string log, params IEnumerable<string> command) =>
        new(Process.Start(new ProcessStartInfo("/bin/sh", ["-c", Apart, Guard, "guard", log, .. command]) { UseShellExecute = false, RedirectStandardInput = true })!);

    /// <summary>Sends a signal and waits for the end; once only.</summary>
    /// <param name="signal">As <c>TERM</c> or <c>KILL</c>.</param>
    public async Task StopAsync(string signal)
    {
        if (!_shell.HasExited)
        {
            await _shell.StandardInput.WriteLineAsync(signal);
            await _shell.StandardInput.FlushAsync();
        }

        await _shell.WaitForExitAsync();
        _shell.Dispose();
    }
}
