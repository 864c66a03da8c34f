using System.CommandLine;
using System.Text;
using Reconciler.Cli.Arguments;
using Reconciler.Cli.Texts;
using Reconciler.Core.Policy;
using Reconciler.Engine.Worlds;
using Reconciler.Manifests;
using Reconciler.Rendering;

namespace Reconciler.Cli.Commands;

/// <summary>A fleet for a command that only looks.</summary>
internal static class FleetReading
{
    /// <summary>Reads a fleet, and says what is wrong with it where that keeps the command from its work.</summary>
    /// <param name="shell">What commands touch.</param>
    /// <param name="location">The files.</param>
    /// <returns>Null where there are errors, which were told.</returns>
    public static Fleet? Read(Shell shell, FleetLocation location)
    {
        var fleet = new FolderWorld(location, shell.Input).Read();
        return HasErrors(shell, fleet, fleet.Problems) ? null : fleet;
    }

    /// <summary>Reads the fleet that the paths name; where none is named, the policy alone.</summary>
    /// <param name="shell">What commands touch.</param>
    /// <param name="arguments">The fleet's arguments.</param>
    /// <param name="words">The command line.</param>
    /// <returns>Null where there are errors, which were told.</returns>
    public static Fleet? ReadNamed(Shell shell, FleetArguments arguments, ParseResult words)
    {
        if (arguments.HasPaths(words))
        {
            return Read(shell, arguments.Location(words));
        }

        return arguments.Location(words).PolicyFile is { } policy
            ? Read(shell, arguments.Location(words, policy) with { PolicyFile = null })
            : FleetAssembler.Assemble([]);
    }

    /// <summary>Templates in force: those of the fleet that the paths name, where they name one, and of the folder beside it.</summary>
    /// <param name="shell">What commands touch.</param>
    /// <param name="arguments">The fleet's arguments.</param>
    /// <param name="words">The command line.</param>
    /// <returns>Null where there are errors, which were told.</returns>
    public static TemplateSet? TemplatesOf(Shell shell, FleetArguments arguments, ParseResult words)
    {
        var location = arguments.Location(words);
        if (arguments.HasPaths(words))
        {
            return Read(shell, location) is { } fleet ? TemplateSet.Shipped.With(fleet.Templates) : null;
        }

        var templates = location.TemplateFolder is { } folder ? TemplateSet.Shipped.With(TemplateFolder.Read(folder, location.WorkingFolder)) : TemplateSet.Shipped;
        return HasErrors(shell, FleetAssembler.Assemble([]), location.TemplateFolder is null ? [] : templates.Check()) ? null : templates;
    }

    private static bool HasErrors(Shell shell, Fleet fleet, IEnumerable<Finding> problems)
    {
        var (text, output) = (new FindingText(fleet, new(isColored: false)), new StringBuilder());
        foreach (var error in problems.Where(problem => problem.Severity == Severity.Error))
        {
            text.Write(error, output);
        }

        shell.Error.Write(output.ToString());
        return output.Length > 0;
    }
}
