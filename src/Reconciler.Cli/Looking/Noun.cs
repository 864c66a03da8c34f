using System.Collections.Immutable;
using System.CommandLine;
using Reconciler.Cli.Texts;
using Reconciler.Engine.Passes;

namespace Reconciler.Cli.Looking;

/// <summary>Something that can be listed.</summary>
/// <param name="Name">What people type: <c>windows</c>.</param>
/// <param name="Aliases">Other words for it: short, in the singular, and as kubectl has it.</param>
/// <param name="Description">One sentence.</param>
/// <param name="Headings">Columns of every table.</param>
/// <param name="More">Columns of the wide table only.</param>
/// <param name="StateColumn">The column that says how a thing stands.</param>
/// <param name="Lines">The list: what needs a person first, then by when.</param>
internal sealed record Noun(
    string Name,
    ImmutableArray<string> Aliases,
    string Description,
    ImmutableArray<string> Headings,
    ImmutableArray<string> More,
    int StateColumn,
    Func<PassResult, Palette, IEnumerable<Line>> Lines)
{
    /// <summary>All of them.</summary>
    public static ImmutableArray<Noun> All { get; } = [WindowLines.Noun, NoticeLines.Noun, TicketLines.Noun, FindingLines.Noun];

    /// <summary>A command of this name and its other words.</summary>
    public Command ToCommand()
    {
        var command = new Command(Name, Description);
        foreach (var alias in Aliases)
        {
            command.Aliases.Add(alias);
        }

        return command;
    }
}
