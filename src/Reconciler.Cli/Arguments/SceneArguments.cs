using System.CommandLine;
using System.CommandLine.Parsing;
using NodaTime;
using Reconciler.Cli.Clusters;
using Reconciler.Cli.Looking;
using Reconciler.Engine;

namespace Reconciler.Cli.Arguments;

/// <summary>The arguments of commands that look at files or at a cluster.</summary>
internal sealed class SceneArguments
{
    private readonly Shell _shell;
    private readonly FleetArguments _fleet;
    private readonly ClusterDoor _door;
    private readonly Argument<string[]> _words;

    /// <summary>Adds the arguments to a command.</summary>
    /// <param name="command">The command.</param>
    /// <param name="shell">What it touches.</param>
    /// <param name="description">What the words after the command are.</param>
    public SceneArguments(Command command, Shell shell, string description)
    {
        _shell = shell;
        _words = new("NAME|PATH") { Description = description, Arity = ArgumentArity.ZeroOrMore };
        command.Add(_words);
        _fleet = new(command, shell, hasPath: false);
        _fleet.DescribeNamespace("Only this namespace; in files also that of objects whose file names none");
        _door = new(command, shell);
        command.Validators.Add(Validate);
    }

    /// <summary>The instant that was named; null: none.</summary>
    public Instant? Now(ParseResult words) => words.GetResult(_fleet.AsOf) is { Implicit: false } ? _fleet.Now(words) : null;

    /// <summary>The only namespace that is asked for; null: all.</summary>
    public string? Namespace(ParseResult words) => _fleet.Namespace(words);

    /// <summary>Whether a namespace was named.</summary>
    public bool HasNamespace(SymbolResult words) => _fleet.HasNamespace(words);

    /// <summary>The names that were named.</summary>
    public IReadOnlyList<string> Names(ParseResult words) => [.. (words.GetValue(_words) ?? []).Where(word => !IsPath(word))];

    /// <summary>Opens what was named.</summary>
    /// <exception cref="UsageException">Nothing that could be looked at.</exception>
    public async Task<IScene> OpenAsync(ParseResult words, CancellationToken stop)
    {
        string[] paths = [.. (words.GetValue(_words) ?? []).Where(IsPath)];
        if (paths.Length > 0)
        {
            return _door.IsNamed(words)
                ? throw new UsageException($"{paths[0]} is read as files, and a cluster was named too: leave one of them out")
                : new FolderScene(_fleet.Location(words, paths), _fleet.Store(words, paths), _shell);
        }

        return _fleet.HasOptionsOfFiles(words)
            ? throw new UsageException("--state, --policy and --templates go with files or folders: name them, such as '.'")
            : await OpenClusterAsync(words, stop);
    }

    // Who mistypes a folder may have no cluster at all.
    private async Task<IScene> OpenClusterAsync(ParseResult words, CancellationToken stop)
    {
        try
        {
            return await _door.OpenAsync(words, _fleet.Namespace(words), stop);
        }
        catch (EngineException problem) when (Names(words) is [var first, ..])
        {
            throw new EngineException($"'{first}' is neither a file nor a folder here, and no cluster could be asked for it: {problem.Message}", problem);
        }
    }

    // Names have no slash, and whoever has a folder here means it.
    private bool IsPath(string word) =>
        word is "-" or "." or ".." || word.Contains('/', StringComparison.Ordinal) || word.Contains('\\', StringComparison.Ordinal) || Path.Exists(Path.GetFullPath(word, _shell.WorkingFolder));

    private void Validate(CommandResult words)
    {
        if (words.GetResult(_words)?.Tokens.FirstOrDefault(token => token.Value is ['-', _, ..]) is { } unknown)
        {
            FleetArguments.RefuseOption(words, unknown.Value);
        }
    }
}
