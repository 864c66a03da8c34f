using System.Collections.Immutable;

namespace Reconciler.Cli.Looking;

/// <summary>The part of a fleet that people asked for.</summary>
/// <param name="Namespace">The only namespace, beside what belongs to none; null: all.</param>
/// <param name="Labels">Labels; null: any.</param>
internal sealed record Scope(string? Namespace, LabelSelector? Labels)
{
    /// <summary>Whether something is in it.</summary>
    /// <param name="space">Its namespace; empty: it belongs to none.</param>
    /// <param name="labels">Its labels.</param>
    public bool Has(string space, ImmutableSortedDictionary<string, string> labels) =>
        (Namespace is null || space.Length == 0 || space == Namespace) && (Labels?.Holds(labels) ?? true);

    /// <summary>What it is the part of, with its labels.</summary>
    /// <param name="title">The fleet as people know it, with its namespace.</param>
    public string Of(string title) => Labels is null ? title : $"{title} with {Labels.Text}";

    /// <summary>Whether a line is in it.</summary>
    public bool Has(Line line) => Has(line.Namespace, line.Labels);
}
