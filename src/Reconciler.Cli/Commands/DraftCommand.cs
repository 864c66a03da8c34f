using System.CommandLine;
using System.Text;
using Reconciler.Cli.Arguments;
using Reconciler.Core.Planning;
using Reconciler.Core.Releases;
using Reconciler.Manifests;

namespace Reconciler.Cli.Commands;

/// <summary><c>reconciler draft</c>: YAML that a person may commit.</summary>
internal static class DraftCommand
{
    /// <summary>The command.</summary>
    /// <param name="shell">What it touches.</param>
    /// <returns>The command.</returns>
    public static Command Create(Shell shell)
    {
        var command = new Command("draft", "Print YAML for a person to look at and commit.");
        Examples.Set(command, "reconciler draft upgrades fleet > fleet/upgrades/drafted.yaml");
        command.Add(Upgrades(shell));
        return command;
    }

    private static Command Upgrades(Shell shell)
    {
        var command = new Command("upgrades", "Print an UpgradePlan for the instances that must upgrade and have no plan: one for each region and target, a canary first. Nothing where none must.");
        Examples.Set(command, "reconciler draft upgrades fleet > fleet/upgrades/drafted.yaml", "reconciler draft upgrades fleet --policy with-train-16.yaml --as-of 2027-03-01T09:00:00Z");
        var fleet = new FleetArguments(command, shell, hasState: false);
        command.SetAction(words =>
        {
            if (FleetReading.Read(shell, fleet.Location(words)) is not { } read)
            {
                return ExitCodes.Findings;
            }

            var drafts = UpgradeDrafts.Of(new World(read.Snapshot, Ledger.Empty, new Moment(fleet.Now(words)), PlanOptions.Default));
            shell.Output.Write(string.Join("---\n", drafts.Plans.Select(Text)));
            foreach (var stranded in drafts.Stranded)
            {
                shell.Error.WriteLine(Texts.Plain.Line(stranded));
            }

            return ExitCodes.Clean;
        });
        return command;
    }

    private static string Text(UpgradeDraft draft)
    {
        var text = new StringBuilder("# Drafted: these must upgrade, and no plan of the fleet takes them.\n");
        foreach (var reason in draft.Reasons)
        {
            text.Append("# - ").Append(Texts.Plain.Line(reason)).Append('\n');
        }

        var spec = draft.Plan.Spec;
        text.Append(spec.Waves.IsEmpty ? "" : "# Look at the canary: it is the first by name. The others follow once it ended well and its soak is over.\n");
        return text.Append(ManifestWriter.Write(draft.Plan)).ToString();
    }
}
