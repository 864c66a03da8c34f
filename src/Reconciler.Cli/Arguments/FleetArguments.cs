using System.CommandLine;
using System.CommandLine.Parsing;
using NodaTime;
using NodaTime.Extensions;
using Reconciler.Api;
using Reconciler.Engine.Stores;
using Reconciler.Engine.Worlds;
using Reconciler.Manifests;

namespace Reconciler.Cli.Arguments;

/// <summary>The arguments of commands that read a fleet.</summary>
internal sealed class FleetArguments
{
    private readonly Shell _shell;
    private readonly Argument<string[]> _paths = new("PATH")
    {
        Description = "Files and folders, or - for standard input; the current folder where none is named",
        Arity = ArgumentArity.ZeroOrMore,
    };

    private readonly Option<string?> _namespace = NamespaceOption.Create("Namespace of objects whose file names none");
    private readonly Option<string?> _policy = new("--policy") { Description = "File with an OperationalPolicy that stands in for the fleet's own", HelpName = "FILE" };
    private readonly Option<string?> _templates = new("--templates") { Description = "Folder of templates that stand in for those of the same name", HelpName = "DIR" };
    private readonly Option<string?> _state = new("--state") { Description = $"Folder of the store; {StoreFolder.DefaultName} in the fleet's folder where none is named", HelpName = "DIR" };
    private readonly Option<Instant?> _asOf = InstantOption.Create("--as-of", "The instant to work for; now where none is given");

    /// <summary>Adds the arguments to a command.</summary>
    /// <param name="command">The command.</param>
    /// <param name="shell">What it touches.</param>
    /// <param name="hasState">Whether it looks into a store; default true.</param>
    /// <param name="hasPath">Whether it takes paths in this form; default true.</param>
    /// <param name="hasNow">Whether it works for an instant; default true.</param>
    public FleetArguments(Command command, Shell shell, bool hasState = true, bool hasPath = true, bool hasNow = true)
    {
        _shell = shell;
        if (hasPath)
        {
            command.Add(_paths);
            command.Validators.Add(RefuseUnknownOptions);
        }

        if (hasNow)
        {
            command.Add(_asOf);
        }

        if (hasState)
        {
            command.Add(_state);
        }

        command.Add(_policy);
        command.Add(_templates);
        command.Add(_namespace);
    }

    /// <summary>What the help says of the namespace.</summary>
    /// <param name="description">A sentence.</param>
    public void DescribeNamespace(string description) => _namespace.Description = description;

    /// <summary>The namespace that was named; null: none.</summary>
    /// <param name="words">The command line.</param>
    public string? Namespace(ParseResult words) => words.GetValue(_namespace);

    /// <summary>Whether a namespace was named.</summary>
    /// <param name="words">The command line.</param>
    public bool HasNamespace(SymbolResult words) => words.GetValue(_namespace) is not null;

    /// <summary>Whether something was named that only files have.</summary>
    /// <param name="words">The command line.</param>
    public bool HasOptionsOfFiles(ParseResult words) => new[] { _state, _policy, _templates }.Any(option => words.GetValue(option) is not null);

    /// <summary>The option that stops the clock.</summary>
    public Option AsOf => _asOf;

    /// <summary>A fleet as people know it.</summary>
    /// <param name="location">Its files.</param>
    /// <returns>The paths.</returns>
    public static string TitleOf(FleetLocation location) =>
        string.Join(' ', location.Paths.Select(path => path == "-" ? "standard input" : ShownPath.Of(path, location.WorkingFolder) is { Length: > 0 } shown ? shown : "."));

    /// <summary>The instant to work for, in whole seconds.</summary>
    /// <param name="words">The command line.</param>
    /// <returns>What was given, else now.</returns>
    public Instant Now(ParseResult words) =>
        words.GetValue(_asOf) ?? Instant.FromUnixTimeSeconds(_shell.Clock.GetCurrentInstant().ToUnixTimeSeconds());

    /// <summary>Whether paths were named.</summary>
    /// <param name="words">The command line.</param>
    /// <returns>False where the current folder stands in for them.</returns>
    public bool HasPaths(ParseResult words) => words.GetValue(_paths) is { Length: > 0 };

    /// <summary>The files of the fleet.</summary>
    /// <param name="words">The command line.</param>
    /// <returns>Where they are.</returns>
    public FleetLocation Location(ParseResult words) => Location(words, words.GetValue(_paths) is { Length: > 0 } paths ? paths : ["."]);

    /// <summary>The files of a fleet at other paths.</summary>
    /// <param name="words">The command line.</param>
    /// <param name="paths">The paths.</param>
    /// <returns>Where they are.</returns>
    public FleetLocation Location(ParseResult words, params string[] paths) => new()
    {
        Paths = [.. paths],
        WorkingFolder = _shell.WorkingFolder,
        DefaultNamespace = words.GetValue(_namespace) ?? ApiGroup.DefaultNamespace,
        PolicyFile = words.GetValue(_policy),
        TemplateFolder = words.GetValue(_templates),
    };

    /// <summary>The store of the fleet.</summary>
    /// <param name="words">The command line.</param>
    /// <returns>Where it is; it may be missing.</returns>
    public StoreFolder Store(ParseResult words) => Store(words, Location(words));

    /// <summary>The store of a fleet at other paths.</summary>
    /// <param name="words">The command line.</param>
    /// <param name="paths">The paths.</param>
    /// <returns>Where it is; it may be missing.</returns>
    public StoreFolder Store(ParseResult words, params string[] paths) => Store(words, Location(words, paths));

    private StoreFolder Store(ParseResult words, FleetLocation location)
    {
        if (words.GetValue(_state) is { } state)
        {
            return new(Path.GetFullPath(state, _shell.WorkingFolder), ShownPath.Of(state, _shell.WorkingFolder) is { Length: > 0 } shown ? shown : ".");
        }

        var folder = location.Folders[0];
        return new(Path.Combine(folder, StoreFolder.DefaultName), ShownPath.Join(ShownPath.Of(folder, _shell.WorkingFolder), StoreFolder.DefaultName));
    }

    // Any word can be a path, so the parser takes a misspelt option for one.
    private void RefuseUnknownOptions(CommandResult words)
    {
        if (words.GetResult(_paths)?.Tokens.FirstOrDefault(token => token.Value is ['-', _, ..]) is { } unknown)
        {
            RefuseOption(words, unknown.Value);
        }
    }

    /// <summary>Says that there is no such option.</summary>
    /// <param name="words">The command line.</param>
    /// <param name="unknown">What people typed.</param>
    public static void RefuseOption(CommandResult words, string unknown)
    {
        var meant = Spelling.Nearest(unknown, words.Command.Options.SelectMany(option => option.Aliases.Prepend(option.Name)));
        words.AddError($"there is no option '{unknown}'{(meant is null ? "" : $"; did you mean '{meant}'?")}");
    }
}
