using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Reconciler.Api;
using Reconciler.Cli.Texts;

namespace Reconciler.Cli.Looking;

/// <summary>One thing of a list: a row for people, an object for scripts.</summary>
internal sealed record Line
{
    /// <summary>Its namespace; empty: it has none.</summary>
    public required string Namespace { get; init; }

    /// <summary>Its name.</summary>
    public required string Name { get; init; }

    /// <summary>What tells it apart from all others of the list.</summary>
    public required string Id { get; init; }

    /// <summary>The resource that kubectl knows it as: plural in the singular and group, a slash, the name; empty where there is no object.</summary>
    public required string Resource { get; init; }

    /// <summary>Other names that people may ask for it by.</summary>
    public ImmutableArray<string> Also { get; init; } = [];

    /// <summary>Whether it goes on only when a person does something.</summary>
    public bool NeedsPerson { get; init; }

    /// <summary>Whether it goes on, or has a start that is to come.</summary>
    public bool IsAhead { get; init; }

    /// <summary>Labels.</summary>
    public required ImmutableSortedDictionary<string, string> Labels { get; init; }

    /// <summary>Cells of every table.</summary>
    public required ImmutableArray<Cell> Cells { get; init; }

    /// <summary>Cells of the wide table only.</summary>
    public required ImmutableArray<Cell> More { get; init; }

    /// <summary>Makes the object for scripts.</summary>
    public required Func<JsonObject> Json { get; init; }

    /// <summary>A resource as <c>kubectl get -o name</c> prints it.</summary>
    /// <param name="kind">Its kind.</param>
    /// <param name="name">Its name.</param>
    public static string ResourceOf(string kind, string name) => $"{kind.ToLowerInvariant()}.{ApiGroup.Name}/{name}";
}
