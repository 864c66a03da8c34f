using System.Diagnostics;
using System.Text.Json.Nodes;
using NodaTime.Extensions;
using NodaTime.Text;
using Reconciler.Operator.Tests.Fleets;

namespace Reconciler.Operator.Tests.Given;

/// <summary>What <c>plan</c> prints of the last commit of a repository, with the ledger of a cluster, and how it compares with what was done.</summary>
internal sealed class PlanOfCommit
{
    private readonly JsonNode _plan;
    private readonly Bed _bed;
    private readonly SortedDictionary<string, string> _told;

    private PlanOfCommit(Bed bed, JsonNode plan) => (_bed, _plan, _told) = (bed, plan, bed.Mails());

    /// <summary>Names of the notices that the merge of the commit is to send.</summary>
    public IReadOnlyList<string> AtMerge => [.. _plan["comparison"]!["notices"]!["atMerge"]!.AsArray().Select(name => (string)name!).Order(StringComparer.Ordinal)];

    /// <summary>Asks for it, at the instant of the bed's clock.</summary>
    public static async Task<PlanOfCommit> AskAsync(Bed bed, Upstream git)
    {
        await File.WriteAllTextAsync(Path.Combine(git.Folder, "ledger.yaml"), await ProgramAsync(git, "ledger", "export", "--kubeconfig", bed.Plane.Kubeconfig, "-n", bed.Namespace), Bed.Stop);
        var now = InstantPattern.General.Format(bed.Clock.GetUtcNow().ToInstant());
        return new(bed, JsonNode.Parse(await ProgramAsync(git, "plan", "--repo", git.Folder, "--base", "main~1", "--head", "main", "-n", bed.Namespace, "--ledger", "ledger.yaml", "--as-of", now, "-o", "json"))!);
    }

    /// <summary>The operator sent these notices and no others, its windows stand as they were planned, and its tickets too, with the starts that people were told.</summary>
    public async Task IsDoneAsync()
    {
        Assert.Equal(AtMerge, _bed.Mails().Keys.Except(_told.Keys, StringComparer.Ordinal));

        var entries = _plan["entries"]!.AsArray().Where(entry => (string?)entry!["change"] != "cancelled")
            .ToDictionary(entry => (string)entry!["name"]!, entry => (State: (string?)entry!["state"], Start: (string?)entry["start"]), StringComparer.Ordinal);
        var windows = (await _bed.ListAsync("MaintenanceWindow")).Where(window => window["spec"]!["schedule"] is null);
        Assert.Equal(
            entries.OrderBy(entry => entry.Key, StringComparer.Ordinal).Select(entry => $"{entry.Key} {entry.Value.State} {entry.Value.Start}"),
            windows.Select(window => $"{window["metadata"]!["name"]} {window["status"]!["state"]} {window["status"]!["start"]}"));

        var tickets = await _bed.ListAsync("ChangeTicket");
        Assert.Equal(
            _plan["tickets"]!.AsArray().Select(ticket => $"{ticket!["name"]} {ticket["type"]} {ticket["state"]}").Order(StringComparer.Ordinal),
            tickets.Where(ticket => ticket["spec"]!["category"] is not null).Select(ticket => $"{ticket["metadata"]!["name"]} {ticket["spec"]!["type"]} {ticket["status"]!["state"]}").Order(StringComparer.Ordinal));
        Assert.All(
            tickets.Where(ticket => ticket["spec"]!["told"] is not null && ticket["spec"]!["cancelledAt"] is null && entries.ContainsKey((string)ticket["metadata"]!["name"]!)),
            ticket => Assert.Equal(entries[(string)ticket["metadata"]!["name"]!].Start, (string?)ticket["spec"]!["told"]!["start"]));
    }

    // What the command prints, whatever it thinks of the fleet.
    private static async Task<string> ProgramAsync(Upstream git, params string[] words)
    {
        var start = PublishedProgram.Start(words);
        (start.RedirectStandardOutput, start.RedirectStandardError, start.WorkingDirectory) = (true, true, git.Folder);
        using var program = Process.Start(start)!;
        var errors = program.StandardError.ReadToEndAsync(Bed.Stop);
        var output = await program.StandardOutput.ReadToEndAsync(Bed.Stop);
        await program.WaitForExitAsync(Bed.Stop);
        Assert.True(program.ExitCode is 0 or 1, await errors);
        return output;
    }
}
