using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using Reconciler.TestKit.Clusters;

namespace Reconciler.Cli.Tests.Clusters;

/// <summary>The developers' playground as a process.</summary>
internal sealed class Playground : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    private static readonly TimeSpan Glance = TimeSpan.FromMilliseconds(100);

    private readonly Process _process;
    private readonly ConcurrentQueue<string> _lines = new();

    private Playground()
    {
        _process = Process.Start(new ProcessStartInfo("dotnet", Path.Combine(AppContext.BaseDirectory, "playground.dll"))
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        _process.OutputDataReceived += (_, line) => _lines.Enqueue(line.Data ?? "");
        _process.ErrorDataReceived += (_, line) => _lines.Enqueue(line.Data ?? "");
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    /// <summary>What it tells people to type before anything else.</summary>
    private string Export => _lines.First(line => line.Contains("export KUBECONFIG=", StringComparison.Ordinal));

    /// <summary>The folder of its control plane.</summary>
    public string Folder => Path.GetDirectoryName(Export.Split(["KUBECONFIG=", " PATH="], StringSplitOptions.None)[1])!;

    /// <summary>Starts it, and waits for the first pass.</summary>
    public static async Task<Playground> StartAsync()
    {
        Assets.PathOf("kube-apiserver");
        var playground = new Playground();
        await playground.UntilAsync(" pass over ", 1);
        return playground;
    }

    /// <summary>Lets time pass until people were told.</summary>
    public async Task PassAsync(string duration)
    {
        await _process.StandardInput.WriteLineAsync(duration);
        await _process.StandardInput.FlushAsync(Stop);
        await UntilAsync("It is ", 1);
        await UntilAsync(" pass over ", 2);
    }

    /// <summary>Runs a command as people would in another terminal.</summary>
    /// <param name="command">The command.</param>
    /// <param name="expected">What it is to print; what only reads is run again while it prints something else, since events come a moment later.</param>
    /// <returns>What it printed, without blanks at ends of lines.</returns>
    public async Task<string> ShellAsync(string command, string expected)
    {
        const int MostGlances = 100;
        for (var glance = 1; ; glance++)
        {
            var output = await ShellAsync(command);
            if (output == expected || glance == MostGlances || !command.StartsWith("kubectl get", StringComparison.Ordinal))
            {
                return output;
            }

            await Task.Delay(Glance, TimeProvider.System, Stop);
        }
    }

    private async Task<string> ShellAsync(string command)
    {
        using var shell = Process.Start(new ProcessStartInfo("/bin/sh", ["-c", $"{Export}\n{command}"]) { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true })!;
        var (output, error) = (shell.StandardOutput.ReadToEndAsync(Stop), shell.StandardError.ReadToEndAsync(Stop));
        await shell.WaitForExitAsync(Stop);
        Assert.True(shell.ExitCode == 0, $"{command}: {await error}");
        return string.Join('\n', (await output).Split('\n').Select(line => line.TrimEnd()));
    }

    /// <summary>Sends a signal and waits for the end, but not for ever.</summary>
    /// <returns>The exit code.</returns>
    public async Task<int> EndAsync(string signal)
    {
        using var kill = Process.Start("kill", [$"-{signal}", _process.Id.ToString(CultureInfo.InvariantCulture)]);
        try
        {
            await _process.WaitForExitAsync(Stop).WaitAsync(Patience, TimeProvider.System, Stop);
        }
        catch (TimeoutException)
        {
            _process.Kill();
            throw;
        }

        return _process.ExitCode;
    }

    /// <summary>Command lines of programs that it started and that still run.</summary>
    public IEnumerable<string> Left() => Directory.Exists("/proc")
        ? Directory.EnumerateFiles("/proc", "cmdline", new EnumerationOptions { RecurseSubdirectories = true, MaxRecursionDepth = 1, IgnoreInaccessible = true })
            .Select(TextOf).Where(line => line.Contains(Folder, StringComparison.Ordinal))
        : [];

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            await EndAsync("TERM");
        }

        _process.Dispose();
    }

    private static string TextOf(string file)
    {
        try
        {
            return File.ReadAllText(file);
        }
        catch (IOException)
        {
            return "";
        }
    }

    private async Task UntilAsync(string text, int times)
    {
        var begin = TimeProvider.System.GetTimestamp();
        while (_lines.Count(line => line.Contains(text, StringComparison.Ordinal)) < times)
        {
            Assert.True(TimeProvider.System.GetElapsedTime(begin) < Patience && !_process.HasExited, $"did not say '{text}':\n{string.Join('\n', _lines)}");
            await Task.Delay(Glance, TimeProvider.System, Stop);
        }
    }
}
