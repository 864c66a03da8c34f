using System.CommandLine;
using Reconciler.Cli.Arguments;
using Reconciler.Manifests.Schemas;

namespace Reconciler.Cli.Commands;

/// <summary><c>reconciler schema</c>: JSON schemas for editors.</summary>
internal static class SchemaCommand
{
    /// <summary>The command.</summary>
    /// <param name="shell">What it touches.</param>
    /// <returns>The command.</returns>
    public static Command Create(Shell shell)
    {
        var command = new Command("schema", "Print the JSON schema of a kind; without KIND, one for every file of a fleet.");
        Examples.Set(command, "reconciler schema > .schemas/fleet.json", "reconciler schema MaintenanceWindow");
        var kind = new Argument<string?>("KIND") { Description = "Such as MaintenanceWindow or mw", Arity = ArgumentArity.ZeroOrOne };
        command.Add(kind);
        command.SetAction(words =>
        {
            shell.Output.Write(words.GetValue(kind) is { } name
                ? JsonSchemas.OfKind(name) ?? throw new UsageException($"people write no kind '{name}'; they write {string.Join(", ", JsonSchemas.Kinds)}")
                : JsonSchemas.OfFleet());
            return ExitCodes.Clean;
        });
        return command;
    }
}
