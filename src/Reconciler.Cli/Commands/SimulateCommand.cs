using System.CommandLine;
using System.Text;
using NodaTime;
using Reconciler.Cli.Arguments;
using Reconciler.Cli.Json;
using Reconciler.Cli.Texts;
using Reconciler.Core.Planning;
using Reconciler.Core.Time;
using Reconciler.Engine.Passes;
using Reconciler.Engine.Simulating;

namespace Reconciler.Cli.Commands;

/// <summary><c>reconciler simulate</c>: what would happen when.</summary>
internal static class SimulateCommand
{
    /// <summary>The command.</summary>
    /// <param name="shell">What it touches.</param>
    /// <returns>The command.</returns>
    public static Command Create(Shell shell)
    {
        var command = new Command("simulate", "Step through time and say what would happen when, if nobody edited anything. Nothing is written, and nobody is told.");
        Examples.Set(command, "reconciler simulate examples/fleet --from 2026-12-01T09:00:00Z --to 2027-02-01T00:00:00Z");
        var from = InstantOption.Create("--from", "Begin", required: true);
        var to = InstantOption.Create("--to", "End, included", required: true);
        command.Add(from);
        command.Add(to);
        var fleet = new FleetArguments(command, shell, hasNow: false);
        var output = OutputOption.Create();
        command.Add(output);
        command.SetAction(words =>
        {
            if (FleetReading.Read(shell, fleet.Location(words)) is not { } read)
            {
                return ExitCodes.Findings;
            }

            var (begin, end) = (words.GetValue(from)!.Value, words.GetValue(to)!.Value);
            var ledger = fleet.Store(words).ReadLedger();
            EarlierThanLedgerException.ThrowIfEarlier(begin, ledger);
            var events = new Simulator(Planner.Plan, read.Snapshot).Run(ledger, begin, end);
            shell.Output.Write(words.GetValue(output) == OutputOption.Json
                ? Output.Of(new SimulationDocument(Instants.Utc(begin), Instants.Utc(end), ToolRow.Of(null), [.. events.Select(EventRow.Of)]))
                : Text(events, new(shell.HasColors)));
            return ExitCodes.Clean;
        });
        return command;
    }

    private static string Text(IEnumerable<SimulatedEvent> events, Palette palette)
    {
        var table = new Table("WHEN (LOCAL)", "UTC", "WHAT", "CHANGE", "");
        foreach (var happening in events)
        {
            var (entry, notice) = (happening.Entry, happening.Notice);
            table.Add(
                Describe.Local(happening.At, entry?.Zone ?? DateTimeZone.Utc),
                Instants.Utc(happening.At),
                new(notice is null ? Words.Of(happening.Kind) : notice.Occasion, entry is null || notice is not null ? null : text => palette.Of(entry.State, text)),
                entry?.Name ?? notice?.Entry ?? "",
                notice is null ? Detail(happening) : $"to {notice.Recipient.Name} <{notice.Recipient.Email}>, {notice.Recipient.Language}");
        }

        var output = new StringBuilder();
        table.WriteTo(output);
        return output.ToString();
    }

    private static string Detail(SimulatedEvent happening) =>
        happening is { Kind: SimulatedEventKind.Scheduled or SimulatedEventKind.Announced or SimulatedEventKind.Moved, Entry: { Start: { } start } entry }
            ? $"opens {Describe.Local(start, entry.Zone)}; {happening.Text}"
            : happening.Text;
}
