using System.Collections.Immutable;
using NodaTime;
using Reconciler.Api;
using Reconciler.Core.Planning;

namespace Reconciler.Engine.Comparing;

/// <summary>Pairs the entries of two plans by change.</summary>
internal static class EntryDeltas
{
    public static ImmutableArray<EntryDelta> Of(Side older, Side newer, Causes causes)
    {
        var before = older.Plan!.Entries.ToDictionary(entry => entry.Change, StringComparer.Ordinal);
        var after = newer.Plan!.Entries.ToDictionary(entry => entry.Change, StringComparer.Ordinal);
        var deltas = before.Keys.Union(after.Keys)
            .Select(change => Pair(before.GetValueOrDefault(change), after.GetValueOrDefault(change), causes))
            .OrderBy(delta => delta.Entry.Start ?? Instant.MaxValue)
            .ThenBy(delta => delta.Entry.Name, StringComparer.Ordinal)
            .ThenBy(delta => delta.Entry.Change, StringComparer.Ordinal)
            .ToImmutableArray();
        return new Renames(older, newer, deltas).Named();
    }

    private static EntryDelta Pair(Entry? before, Entry? after, Causes causes)
    {
        var change = before is null ? EntryChange.Added
            : after is null || (after.State == EntryState.Cancelled && before.State != EntryState.Cancelled) ? EntryChange.Cancelled
            : before.Start != after.Start ? EntryChange.Moved
            : EntryChange.Kept;
        var delta = new EntryDelta(change, before, after, causes.Reach((after ?? before)!));
        return delta is { IsTouched: false, Differs: true } ? delta with { Because = causes.Behind(delta) } : delta;
    }
}
