using NodaTime;
using Reconciler.Engine;
using Reconciler.Engine.Passes;
using Reconciler.Engine.Watching;

namespace Reconciler.Cli.Looking;

/// <summary>Look after look: when people change something, when the clock does, and each minute.</summary>
/// <param name="shell">What commands touch.</param>
/// <param name="scene">What is looked at.</param>
/// <param name="asOf">The instant to stand at; null: the clock goes on.</param>
internal sealed class SceneWatch(Shell shell, IScene scene, Instant? asOf)
{
    private readonly WatchVoice _voice = new(shell);

    /// <summary>Goes on until stopped.</summary>
    /// <param name="textOf">What is to be shown of what was found; empty: nothing new.</param>
    /// <param name="withoutPlan">Whether that can be said where something can not be read, too.</param>
    /// <param name="stop">Ends it.</param>
    public Task RunAsync(Func<PassResult, CancellationToken, Task<string>> textOf, bool withoutPlan, CancellationToken stop)
    {
        shell.NeedsToEnd(Shell.ToEndAPass);
        return new Watch((now, token) => LookAsync(textOf, withoutPlan, now, token), scene.Changes, shell.Clock).RunAsync(stop);
    }

    // Also when nothing is heard: a cluster that fell silent is found out, and files that are mended.
    private async Task<Instant?> LookAsync(Func<PassResult, CancellationToken, Task<string>> textOf, bool withoutPlan, Instant now, CancellationToken stop)
    {
        var again = now + Watch.Retry;
        try
        {
            var result = await scene.LookAsync(asOf, stop);
            if (withoutPlan || result.Plan is not null)
            {
                _voice.Show(await textOf(result, stop));
                return asOf is null && result.Plan?.NextWake is { } wake && wake < again ? wake : again;
            }

            _voice.Complain("something can not be read: 'reconciler validate' says what");
        }
        catch (Exception problem) when (problem is EngineException or EarlierThanLedgerException or IOException or UnauthorizedAccessException)
        {
            _voice.Complain(problem.Message);
        }

        return again;
    }
}
