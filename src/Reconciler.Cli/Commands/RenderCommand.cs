using System.CommandLine;
using Reconciler.Cli.Arguments;
using Reconciler.Cli.Json;
using Reconciler.Cli.Rendered;
using Reconciler.Rendering;

namespace Reconciler.Cli.Commands;

/// <summary><c>reconciler render</c>: any text, without sending it.</summary>
internal sealed class RenderCommand
{
    private const string TicketKind = "ticket";
    private readonly Shell _shell;
    private readonly FleetArguments _fleet;
    private readonly Option<string?> _kind = new("--kind") { Description = "A sample of this kind of notice, or of a ticket", HelpName = "KIND" };
    private readonly Option<string> _language = new("--language") { Description = "Language of a sample or a ticket", HelpName = "TAG", DefaultValueFactory = _ => "en" };
    private readonly Option<string?> _notice = new("--notice") { Description = "A notice of the fleet: sent, due, or still to come", HelpName = "NAME" };
    private readonly Option<string?> _entry = new("--entry") { Description = "The ticket of a change of the fleet", HelpName = "NAME" };
    private readonly Option<string> _format = new("--format") { Description = "Text, whole mail, or calendar entry", HelpName = "text|eml|ics", DefaultValueFactory = _ => "text" };
    private readonly Option<string> _output = OutputOption.Create();

    private RenderCommand(Shell shell, Command command)
    {
        _shell = shell;
        _kind.AcceptOnlyFromAmong([.. Samples.Kinds, TicketKind]);
        _format.AcceptOnlyFromAmong("text", "eml", "ics");
        command.Add(_kind);
        command.Add(_notice);
        command.Add(_entry);
        command.Add(_language);
        command.Add(_format);
        _fleet = new(command, shell);
        command.Add(_output);
        command.Validators.Add(words =>
        {
            if (new[] { words.GetValue(_kind), words.GetValue(_notice), words.GetValue(_entry) }.Count(given => given is not null) != 1)
            {
                words.AddError("name one of --kind (a sample), --notice or --entry (of a fleet)");
            }
        });
        command.SetAction(Run);
    }

    /// <summary>The command.</summary>
    /// <param name="shell">What it touches.</param>
    /// <returns>The command.</returns>
    public static Command Create(Shell shell)
    {
        var command = new Command("render", "Show a notice or a ticket, of a fleet or as a sample. Nobody is told.");
        Examples.Set(
            command,
            "reconciler render --kind planned --language zh-CN",
            "reconciler render examples/fleet --entry amer-to-15su2-globex-amer",
            "reconciler render --kind reminder --format ics --templates my-templates");
        _ = new RenderCommand(shell, command);
        return command;
    }

    private int Run(ParseResult words)
    {
        var document = words.GetValue(_kind) is { } kind ? Sample(kind, words) : OfFleet(words);
        if (document is null)
        {
            return ExitCodes.Findings;
        }

        _shell.Output.Write(words.GetValue(_output) == OutputOption.Json ? Output.Of(document) : words.GetValue(_format) switch
        {
            "eml" => document.Mail ?? throw NoSuchForm("eml"),
            "ics" => document.Calendar ?? throw NoSuchForm("ics"),
            _ => document.Subject is null ? document.Body : $"{document.Subject}\n\n{document.Body}",
        });
        return ExitCodes.Clean;

        static UsageException NoSuchForm(string form) => new($"a ticket has no {form}; it is a text");
    }

    private RenderedDocument? Sample(string kind, ParseResult words)
    {
        if (FleetReading.TemplatesOf(_shell, _fleet, words) is not { } templates)
        {
            return null;
        }

        var language = words.GetValue(_language)!;
        return kind == TicketKind
            ? RenderedDocument.Of(Samples.Ticket, TicketRenderer.Render(Samples.Ticket, Samples.Notices[0].Spec.Facts, templates, language), language)
            : RenderedDocument.Of(Samples.Notice(kind, language), templates);
    }

    private RenderedDocument? OfFleet(ParseResult words)
    {
        if (FleetReading.Read(_shell, _fleet.Location(words)) is not { } fleet)
        {
            return null;
        }

        var texts = new FleetTexts(fleet.Snapshot, _fleet.Store(words), _fleet.Now(words));
        var templates = TemplateSet.Shipped.With(fleet.Templates);
        if (words.GetValue(_notice) is { } name)
        {
            return RenderedDocument.Of(texts.Notice(name), templates);
        }

        var (ticket, facts) = texts.Ticket(words.GetValue(_entry)!);
        var language = words.GetValue(_language)!;
        return RenderedDocument.Of(ticket, TicketRenderer.Render(ticket, facts, templates, language), language);
    }
}
