using System.Diagnostics.CodeAnalysis;
using Reconciler.Core.Inventory;

namespace Reconciler.Manifests.Yaml;

/// <summary>A document can not be read any further. Never leaves this room: <see cref="Documents"/> makes a finding of it.</summary>
[SuppressMessage("Design", "CA1064:Exceptions should be public", Justification = "It never leaves this room.")]
internal sealed class YamlProblem(string rule, TextSpan span, string message, string remedy = "") : Exception(message)
{
    /// <summary>A constant of <see cref="ReadProblems"/>.</summary>
    public string Rule { get; } = rule;

    /// <summary>The place.</summary>
    public TextSpan Span { get; } = span;

    /// <summary>How to mend it.</summary>
    public string Remedy { get; } = remedy;
}
