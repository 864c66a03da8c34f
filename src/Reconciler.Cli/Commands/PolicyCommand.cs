using System.CommandLine;
using Reconciler.Api;
using Reconciler.Cli.Arguments;
using Reconciler.Manifests;

namespace Reconciler.Cli.Commands;

/// <summary><c>reconciler policy</c>: the policy in force.</summary>
internal static class PolicyCommand
{
    /// <summary>The command.</summary>
    /// <param name="shell">What it touches.</param>
    /// <returns>The command.</returns>
    public static Command Create(Shell shell)
    {
        var command = new Command("policy", "Print the policy in force as YAML: the shipped one with its comments, or a fleet's, laid over it.");
        Examples.Set(command, "reconciler policy > policy.yaml", "reconciler policy examples/fleet");
        var fleet = new FleetArguments(command, shell, hasState: false, hasNow: false);
        command.Add(OutputOption.Create("yaml"));
        command.SetAction(words =>
        {
            if (FleetReading.ReadNamed(shell, fleet, words) is not { } read)
            {
                return ExitCodes.Findings;
            }

            shell.Output.Write(read.Snapshot.PolicyObject is { } policy ? ManifestWriter.Write(policy.Value with { Status = null })
                : fleet.HasPaths(words) ? ManifestWriter.Write(new OperationalPolicy { Metadata = new() { Name = "default" }, Spec = read.Snapshot.Policy })
                : ShippedPolicy.Yaml);
            return ExitCodes.Clean;
        });
        return command;
    }
}
