using System.CommandLine;
using System.Text;
using Reconciler.Cli.Arguments;
using Reconciler.Cli.Explaining;
using Reconciler.Cli.Texts;
using Reconciler.Core.Policy;
using Reconciler.Manifests;

namespace Reconciler.Cli.Commands;

/// <summary><c>reconciler explain</c>: what a rule checks, what a kind has.</summary>
internal static class ExplainCommand
{
    /// <summary>The command.</summary>
    /// <param name="shell">What it touches.</param>
    /// <returns>The command.</returns>
    public static Command Create(Shell shell)
    {
        var command = new Command("explain", "Explain a rule or a kind; without either, list them.");
        Examples.Set(command, "reconciler explain WIN001", "reconciler explain MaintenanceWindow");
        var subject = new Argument<string?>("RULE|KIND") { Description = "Such as WIN001, MaintenanceWindow or mw", Arity = ArgumentArity.ZeroOrOne };
        command.Add(subject);
        command.Add(OutputOption.Create(OutputOption.Text));
        command.SetAction(words =>
        {
            var page = words.GetValue(subject) is { } name
                ? RulePage.Find(name) ?? KindPage.Find(name) ?? throw new UsageException(Unknown(name))
                : List();
            shell.Output.Write(page);
            return ExitCodes.Clean;
        });
        return command;
    }

    private static string Unknown(string name)
    {
        var known = RuleTable.All.Select(rule => rule.Id).Concat(KindPage.All.Select(pair => pair.Kind.Kind));
        var meant = Spelling.Nearest(name, known) is { } near ? $"did you mean '{near}'? " : "";
        return $"there is no rule or kind '{name}'; {meant}'reconciler explain' lists them";
    }

    private static string List()
    {
        var rules = new Table("RULE", "SEVERITY", "WAIVABLE", "CHECKS");
        foreach (var rule in RuleTable.All)
        {
            rules.Add(rule.Id, Words.Of(rule.Severity), rule.Waivable ? "yes" : "no", rule.Title);
        }

        var kinds = new Table("KIND", "SHORT", "WRITTEN BY");
        foreach (var (kind, _) in KindPage.All)
        {
            kinds.Add(kind.Kind, kind.ShortName, kind.Generated ? "the product" : "people");
        }

        var output = new StringBuilder();
        rules.WriteTo(output);
        output.Append('\n');
        kinds.WriteTo(output);
        return output.ToString();
    }
}
