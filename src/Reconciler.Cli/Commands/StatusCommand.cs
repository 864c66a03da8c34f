using System.CommandLine;
using NodaTime;
using Reconciler.Cli.Arguments;
using Reconciler.Cli.Json;
using Reconciler.Cli.Texts;
using Reconciler.Core.Planning;
using Reconciler.Engine.Passes;

namespace Reconciler.Cli.Commands;

/// <summary><c>reconciler status</c>: which waivers there are, whether they are needed, and what lapses soon.</summary>
internal static class StatusCommand
{
    private static readonly Duration Ahead = Duration.FromDays(30);

    /// <summary>The command.</summary>
    /// <param name="shell">What it touches.</param>
    /// <returns>The command.</returns>
    public static Command Create(Shell shell)
    {
        var command = new Command("status", "Say which waivers there are, whether they are needed, and what lapses soon: waivers, certificates, calendars, confirmations of contacts, freezes.");
        Examples.Set(command, "reconciler status fleet --lapsing 30d");
        var lapsing = DurationOption.Create("--lapsing", "How far to look ahead", "30d");
        command.Add(lapsing);
        var fleet = new FleetArguments(command, shell);
        var output = OutputOption.Create();
        command.Add(output);
        command.SetAction(words =>
        {
            if (FleetReading.Read(shell, fleet.Location(words)) is not { } read)
            {
                return ExitCodes.Findings;
            }

            var (now, ledger) = (fleet.Now(words), fleet.Store(words).ReadLedger());
            EarlierThanLedgerException.ThrowIfEarlier(now, ledger);
            var plan = Planner.Plan(read.Snapshot, ledger, now);
            var ahead = words.GetValue(lapsing) is { } given ? Duration.FromTimeSpan(given) : Ahead;
            var lapses = Lapses.Within(read.Snapshot, plan.Waivers, new(now, now + ahead));
            shell.Output.Write(words.GetValue(output) == OutputOption.Json
                ? Output.Of(StatusDocument.Of(plan, lapses, ahead))
                : StatusText.Of(plan.Waivers, lapses, ahead));
            return ExitCodes.Clean;
        });
        return command;
    }
}
