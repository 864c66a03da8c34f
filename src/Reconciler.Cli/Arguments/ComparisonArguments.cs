using System.CommandLine;

namespace Reconciler.Cli.Arguments;

/// <summary>The options of <c>plan</c> that make it compare two commits.</summary>
internal sealed class ComparisonArguments
{
    private readonly Option<string?> _older = new("--base")
    {
        Description = "Compare with this commit; without REF, with the merge base of the upstream branch",
        HelpName = "REF",
        Arity = ArgumentArity.ZeroOrOne,
    };

    private readonly Option<string?> _newer = new("--head") { Description = "The newer commit; the work tree where none is named", HelpName = "REF" };
    private readonly Option<string?> _repository = new("--repo") { Description = "The repository; that of the working folder where none is named. PATHs start from its root", HelpName = "DIR" };

    /// <summary>Adds the options to a command.</summary>
    /// <param name="command">The command.</param>
    public ComparisonArguments(Command command)
    {
        command.Add(_older);
        command.Add(_newer);
        command.Add(_repository);
    }

    /// <summary>Whether two trees are to be compared.</summary>
    /// <param name="words">The command line.</param>
    /// <returns>True where one of the two was named.</returns>
    public bool IsWanted(ParseResult words) => words.GetResult(_older) is not null || words.GetResult(_newer) is not null;

    /// <summary>The older commit.</summary>
    /// <param name="words">The command line.</param>
    /// <returns>Null: the merge base with the upstream branch.</returns>
    public string? Older(ParseResult words) => words.GetValue(_older);

    /// <summary>The newer commit.</summary>
    /// <param name="words">The command line.</param>
    /// <returns>Null: the work tree.</returns>
    public string? Newer(ParseResult words) => words.GetValue(_newer);

    /// <summary>The repository's folder.</summary>
    /// <param name="words">The command line.</param>
    /// <returns>Null: that of the working folder.</returns>
    public string? Repository(ParseResult words) => words.GetValue(_repository);
}
