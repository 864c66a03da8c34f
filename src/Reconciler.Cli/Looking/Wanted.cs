using Reconciler.Core.Policy;
using Reconciler.Engine;

namespace Reconciler.Cli.Looking;

/// <summary>Which lines people asked for.</summary>
/// <param name="Noun">Of what.</param>
/// <param name="Names">Names; empty: all.</param>
/// <param name="Namespace">The only namespace; null: all.</param>
/// <param name="Labels">Labels; null: any.</param>
internal sealed record Wanted(Noun Noun, IReadOnlyList<string> Names, string? Namespace, LabelSelector? Labels)
{
    /// <summary>Takes them out of all lines.</summary>
    public IReadOnlyList<Line> Of(IEnumerable<Line> lines) =>
    [
        .. lines.Where(line => Namespace is null || line.Namespace.Length == 0 || line.Namespace == Namespace)
            .Where(line => Labels?.Holds(line.Labels) ?? true)
            .Where(line => Names.Count == 0 || Names.Any(name => IsNamed(line, name))),
    ];

    /// <summary>Refuses a name that nothing bears.</summary>
    /// <exception cref="EngineException">There is one.</exception>
    public void RequireAll(IReadOnlyList<Line> lines)
    {
        // A rule that nothing breaks is as it should be.
        if (Names.FirstOrDefault(name => RuleTable.Find(name) is null && !lines.Any(line => IsNamed(line, name))) is { } missing)
        {
            throw new EngineException($"there is no '{missing}' among the {Noun.Name}{(Namespace is null ? "" : $" of namespace {Namespace}")}: 'reconciler get {Noun.Name}' lists them; a file or folder that is to be read has to be there");
        }
    }

    private static bool IsNamed(Line line, string name) => line.Name == name || line.Also.Contains(name);
}
