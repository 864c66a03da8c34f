using System.Collections.Immutable;
using Reconciler.Api;
using Reconciler.Core.Inventory;

namespace Reconciler.Operator.Fleets;

/// <summary>Which commits took away what people were told of, as statuses of fleet sources remember it until the tickets do.</summary>
internal static class Removals
{
    // No list of an object holds more. Of what is beyond it no commit is named.
    private const int Most = 10_000;

    /// <summary>As statuses say it, commit by commit.</summary>
    /// <param name="removed">The objects.</param>
    public static ImmutableArray<FleetRemoval> Of(IEnumerable<KeyValuePair<ObjectRef, Provenance>> removed) =>
    [
        .. removed.Take(Most).GroupBy(each => each.Value, each => TextOf(each.Key)).OrderBy(commit => commit.Key.Revision, StringComparer.Ordinal)
            .Select(commit => new FleetRemoval { Revision = commit.Key.Revision!, Author = commit.Key.Author, Objects = [.. commit.Order(StringComparer.Ordinal)] }),
    ];

    /// <summary>What a status says.</summary>
    /// <param name="status">The status of a fleet source.</param>
    public static IEnumerable<KeyValuePair<ObjectRef, Provenance>> In(FleetSourceStatus? status) =>
        from commit in status?.Removed ?? []
        let provenance = new Provenance(commit.Revision, commit.Author)
        from text in commit.Objects
        select KeyValuePair.Create(Parse(text), provenance);

    private static string TextOf(ObjectRef subject) => $"{subject.Kind} {new ObjectKey(subject.Namespace, subject.Name)}";

    private static ObjectRef Parse(string text) => text.Split(' ', '/') switch
    {
        [var kind, var space, var name] => new(kind, space, name),
        [var kind, var name] => new(kind, "", name),
        _ => new("", "", text),
    };
}
