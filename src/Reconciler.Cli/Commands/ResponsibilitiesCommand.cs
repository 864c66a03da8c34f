using System.CommandLine;
using System.Text;
using Reconciler.Cli.Arguments;
using Reconciler.Cli.Json;
using Reconciler.Cli.Texts;
using Reconciler.Core.Support;

namespace Reconciler.Cli.Commands;

/// <summary><c>reconciler responsibilities</c>: who answers for what at one instance.</summary>
internal sealed class ResponsibilitiesCommand
{
    private readonly Shell _shell;
    private readonly FleetArguments _fleet;
    private readonly Argument<string> _instance = new("INSTANCE") { Description = "Name of the instance" };
    private readonly Option<string> _path = new("--fleet") { Description = "Folder of the fleet", HelpName = "PATH", DefaultValueFactory = _ => "." };
    private readonly Option<string> _output = OutputOption.Create();

    private ResponsibilitiesCommand(Shell shell, Command command)
    {
        _shell = shell;
        command.Add(_instance);
        command.Add(_path);
        _fleet = new(command, shell, hasState: false, hasPath: false, hasNow: false);
        command.Add(_output);
        command.SetAction(Run);
    }

    /// <summary>The command.</summary>
    /// <param name="shell">What it touches.</param>
    /// <returns>The command.</returns>
    public static Command Create(Shell shell)
    {
        var command = new Command("responsibilities", "Say who answers for what at one instance, and who answers which question first.");
        Examples.Set(command, "reconciler responsibilities globex-amer --fleet examples/fleet");
        _ = new ResponsibilitiesCommand(shell, command);
        return command;
    }

    private int Run(ParseResult words)
    {
        var (folder, name) = (words.GetValue(_path)!, words.GetValue(_instance)!);
        if (FleetReading.Read(_shell, _fleet.Location(words, folder)) is not { } fleet)
        {
            return ExitCodes.Findings;
        }

        var instance = fleet.Snapshot.Instances.FirstOrDefault(known => known.Key.Name == name)?.Value
            ?? throw new UsageException($"{folder} has no instance '{name}'; it has: {string.Join(", ", fleet.Snapshot.Instances.Select(known => known.Key.Name))}");
        var document = ResponsibilitiesDocument.Of(name, Responsibilities.Of(fleet.Snapshot.Policy, instance.Spec), fleet.Snapshot.Policy, instance.Spec);
        _shell.Output.Write(words.GetValue(_output) == OutputOption.Json ? Output.Of(document) : Text(document));
        return ExitCodes.Clean;
    }

    private static string Text(ResponsibilitiesDocument document)
    {
        var responsibilities = new Table("WHAT", "WHO", "SECTION");
        foreach (var row in document.Responsibilities)
        {
            responsibilities.Add(row.About is null ? row.Item : $"{row.About}: {row.Item}", string.Join(" + ", row.By.Select(Who)), $"{row.Section}");
        }

        var questions = new Table("QUESTION", "FIRST", "DOES", "BELONGS TO IT");
        foreach (var question in document.Questions)
        {
            questions.Add(question.Name, Who(question.First), question.Does, question.Title);
        }

        var output = new StringBuilder();
        responsibilities.WriteTo(output);
        output.Append('\n');
        questions.WriteTo(output);
        return output.ToString();
    }

    private static string Who(AnswererRow who) => who.Name is null ? who.Kind : $"{who.Name} ({who.Kind})";
}
