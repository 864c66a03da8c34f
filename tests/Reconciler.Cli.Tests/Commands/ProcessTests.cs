using System.Diagnostics;
using Reconciler.Cli.Tests.Running;

namespace Reconciler.Cli.Tests.Commands;

/// <summary>The executable as a process of its own.</summary>
public sealed class ProcessTests : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    private readonly Workplace _place = new Workplace().WithFleet("small");

    [Fact]
    public async Task Process_SaysTheSame_WhateverZoneAndCultureItsMachineHas()
    {
        var here = await _place.RunAsync($"plan small {Workplace.AsOf}");

        using var process = Start($"plan small {Workplace.AsOf}", ("TZ", "Pacific/Chatham"), ("LANG", "ar_EG.UTF-8"), ("LC_ALL", "tr_TR.UTF-8"), ("DOTNET_SYSTEM_GLOBALIZATION_INVARIANT", "0"));
        var output = await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);

        Assert.Equal((here.Code, here.Output), (process.ExitCode, output));
    }

    // Not SIGINT: a process that was started in the background ignores it from birth, and so would these tests.
    [Fact(SkipUnless = nameof(HasSignals), Skip = "Windows has no SIGTERM")]
    public async Task Run_EndsByASignal_WhileItWaitsForItsInput()
    {
        using var process = Start("run - --state store");

        await TerminateAsync(process);

        Assert.Equal(143, process.ExitCode);
    }

    [Fact(SkipUnless = nameof(HasSignals), Skip = "Windows has no SIGTERM")]
    public async Task Watch_EndsCleanly_ByASignal()
    {
        using var process = Start("run small --watch");
        await process.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken);

        await TerminateAsync(process);

        Assert.Equal(ExitCodes.Clean, process.ExitCode);
    }

    [Fact]
    public async Task Run_SaysWhoHoldsTheStore_AndTakesItWhenThatProcessIsGone()
    {
        using var first = Start("run small --watch");
        await first.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken);

        var refused = await EndAsync(Start("run small"));
        first.Kill();
        await first.WaitForExitAsync(TestContext.Current.CancellationToken);
        var taken = await EndAsync(Start("run small"));

        Assert.Equal((ExitCodes.Failed, ""), (refused.Code, refused.Output));
        Assert.StartsWith($"reconciler: another run holds small/.reconciler: pid {first.Id} on ", refused.Error, StringComparison.Ordinal);
        Assert.Equal("", taken.Error);
        Assert.Contains("small: 1 instance", taken.Output, StringComparison.Ordinal);
    }

    public static bool HasSignals => !OperatingSystem.IsWindows();

    /// <inheritdoc/>
    public void Dispose() => _place.Dispose();

    private static async Task TerminateAsync(Process process)
    {
        using var kill = Process.Start("kill", ["-TERM", process.Id.ToString(System.Globalization.CultureInfo.InvariantCulture)]);
        using var patience = new CancellationTokenSource(Patience, TimeProvider.System);
        try
        {
            await process.WaitForExitAsync(patience.Token);
        }
        catch (OperationCanceledException)
        {
            process.Kill();
            Assert.Fail($"the process still ran {Patience.TotalSeconds} s after it was asked to end");
        }
    }

    private static async Task<Outcome> EndAsync(Process process)
    {
        using (process)
        {
            return await ProcessRun.EndAsync(process);
        }
    }

    private Process Start(string command, params (string Name, string Value)[] variables) => ProcessRun.Start(_place.PathOf(""), command.Split(' '), variables);
}
