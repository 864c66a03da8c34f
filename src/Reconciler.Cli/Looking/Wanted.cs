using Reconciler.Core.Policy;
using Reconciler.Engine;

namespace Reconciler.Cli.Looking;

/// <summary>Which lines people asked for.</summary>
/// <param name="Noun">Of what.</param>
/// <param name="Names">Names; empty: all.</param>
/// <param name="Scope">Of which part of the fleet.</param>
internal sealed record Wanted(Noun Noun, IReadOnlyList<string> Names, Scope Scope)
{
    /// <summary>Takes them out of all lines.</summary>
    public IReadOnlyList<Line> Of(IEnumerable<Line> lines) =>
    [
        .. lines.Where(line => Scope.Has(line))
            .Where(line => Names.Count == 0 || Names.Any(name => IsNamed(line, name))),
    ];

    /// <summary>Refuses a name that nothing bears.</summary>
    /// <exception cref="EngineException">There is one.</exception>
    public void RequireAll(IReadOnlyList<Line> lines)
    {
        // A rule that nothing breaks is as it should be.
        if (Names.FirstOrDefault(name => RuleTable.Find(name) is null && !lines.Any(line => IsNamed(line, name))) is { } missing)
        {
            throw new EngineException($"there is no '{missing}' among the {Noun.Name}{(Scope.Namespace is { } space ? $" of namespace {space}" : "")}: 'reconciler get {Noun.Name}' lists them; a file or folder that is to be read has to be there");
        }
    }

    private static bool IsNamed(Line line, string name) => line.Name == name || line.Also.Contains(name);
}
