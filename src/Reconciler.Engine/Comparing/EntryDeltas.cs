using System.Collections.Immutable;
using NodaTime;
using Reconciler.Api;
using Reconciler.Core.Planning;

namespace Reconciler.Engine.Comparing;

/// <summary>Pairs the entries of two plans by change.</summary>
internal static class EntryDeltas
{
    public static ImmutableArray<EntryDelta> Of(Plan older, Plan newer, Touched touched)
    {
        var before = older.Entries.ToDictionary(entry => entry.Change, StringComparer.Ordinal);
        var after = newer.Entries.ToDictionary(entry => entry.Change, StringComparer.Ordinal);
        var deltas = before.Keys.Union(after.Keys)
            .Select(change => Pair(before.GetValueOrDefault(change), after.GetValueOrDefault(change), touched))
            .OrderBy(delta => delta.Entry.Start ?? Instant.MaxValue)
            .ThenBy(delta => delta.Entry.Name, StringComparer.Ordinal)
            .ThenBy(delta => delta.Entry.Change, StringComparer.Ordinal)
            .ToImmutableArray();
        return WithRenames(deltas);
    }

    private static EntryDelta Pair(Entry? before, Entry? after, Touched touched)
    {
        var change = before is null ? EntryChange.Added
            : after is null || (after.State == EntryState.Cancelled && before.State != EntryState.Cancelled) ? EntryChange.Cancelled
            : before.Start != after.Start ? EntryChange.Moved
            : EntryChange.Kept;
        var delta = new EntryDelta(change, before, after, touched.Reaches((after ?? before)!));
        return delta is { IsTouched: false, Differs: true } ? delta with { Because = touched.Behind(delta.Entry) } : delta;
    }

    // Gone and new: where only the name differs, people most likely renamed the object, and should know that it is told as two.
    private static ImmutableArray<EntryDelta> WithRenames(ImmutableArray<EntryDelta> deltas)
    {
        var gone = deltas.Where(delta => delta.Change == EntryChange.Cancelled).ToLookup(LikenessOf);
        var came = deltas.Where(delta => delta.Change == EntryChange.Added).ToLookup(LikenessOf);
        return
        [
            .. deltas.Select(delta => delta.Change switch
            {
                EntryChange.Added when gone[LikenessOf(delta)].FirstOrDefault() is { } was => delta with { Renamed = was.Entry.Name },
                EntryChange.Cancelled when came[LikenessOf(delta)].FirstOrDefault() is { } became => delta with { Renamed = became.Entry.Name },
                _ => delta,
            }),
        ];
    }

    private static (string, string, ChangeCategory, Instant?) LikenessOf(EntryDelta delta) =>
        (delta.Entry.Origin.Namespace, delta.Entry.Instance, delta.Entry.Category, (delta.Before ?? delta.After)!.Start);
}
