using System.CommandLine;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Reconciler.Cli.Arguments;
using Reconciler.Manifests.Schemas;

namespace Reconciler.Cli.Commands;

/// <summary><c>reconciler crd</c>: CustomResourceDefinitions for a cluster.</summary>
internal static class CrdCommand
{
    private static readonly JsonSerializerOptions Readable = new() { WriteIndented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The command.</summary>
    /// <param name="shell">What it touches.</param>
    /// <returns>The command.</returns>
    public static Command Create(Shell shell)
    {
        var command = new Command("crd", "Print the CustomResourceDefinitions of kinds; without KIND, of all.");
        Examples.Set(command, "reconciler crd | kubectl apply --server-side -f -", "reconciler crd mw di");
        var kinds = new Argument<string[]>("KIND") { Description = "Such as MaintenanceWindow or mw", Arity = ArgumentArity.ZeroOrMore };
        var form = OutputOption.Create("yaml", OutputOption.Json);
        command.Add(kinds);
        command.Add(form);
        command.SetAction(words =>
        {
            var named = words.GetValue(kinds) ?? [];
            CustomResource[] definitions = named.Length == 0 ? [.. CustomResources.All()] : [.. named.Select(Find).DistinctBy(found => found.Kind)];
            shell.Output.Write(words.GetValue(form) == OutputOption.Json
                ? JsonOf(definitions).ToJsonString(Readable) + "\n"
                : string.Join("---\n", definitions.Select(definition => definition.ToYaml())));
            return ExitCodes.Clean;
        });
        return command;
    }

    private static CustomResource Find(string name) => CustomResources.Find(name)
        ?? throw new UsageException($"there is no kind '{name}'; there are {string.Join(", ", CustomResources.All().Select(known => known.Kind))}");

    // One as it is, several as the list that kubectl reads and prints.
    private static JsonObject JsonOf(CustomResource[] definitions) => definitions is [var only]
        ? only.ToJson()
        : new() { ["apiVersion"] = "v1", ["kind"] = "List", ["items"] = new JsonArray([.. definitions.Select(definition => definition.ToJson())]) };
}
