using System.Collections.Immutable;
using NodaTime;
using Reconciler.Api;
using Reconciler.Manifests;

namespace Reconciler.Engine.Comparing;

/// <summary>
/// Gone and new: where only the name differs, people most likely renamed the object, and should know that it is told as two changes. The
/// pair has the same text but for the name, or else the same work at the same start.
/// </summary>
/// <param name="older">The older tree.</param>
/// <param name="newer">The newer tree.</param>
/// <param name="deltas">The entries of both.</param>
internal sealed class Renames(Side older, Side newer, ImmutableArray<EntryDelta> deltas)
{
    private const int NameInChange = 2;

    /// <summary>The entries, each of a likely pair with the name of the other.</summary>
    public ImmutableArray<EntryDelta> Named()
    {
        var gone = deltas.Where(delta => delta.Change == EntryChange.Cancelled).ToArray();
        var came = deltas.Where(delta => delta.Change == EntryChange.Added).ToArray();
        if (gone.Length == 0 || came.Length == 0)
        {
            return deltas;
        }

        var names = new Dictionary<string, string>(StringComparer.Ordinal);
        Pair(gone, came, TextOf, names);
        Pair(gone, came, WorkOf, names);
        return [.. deltas.Select(delta => delta with { Renamed = names.GetValueOrDefault(delta.Entry.Change) })];
    }

    private static void Pair<T>(EntryDelta[] gone, EntryDelta[] came, Func<EntryDelta, T> likeness, Dictionary<string, string> names)
    {
        var free = came.Where(delta => !names.ContainsKey(delta.Entry.Change)).ToLookup(likeness);
        foreach (var was in gone.Where(delta => !names.ContainsKey(delta.Entry.Change)))
        {
            if (free[likeness(was)].FirstOrDefault(delta => !names.ContainsKey(delta.Entry.Change)) is { } became)
            {
                names[was.Entry.Change] = became.Entry.Name;
                names[became.Entry.Change] = was.Entry.Name;
            }
        }
    }

    private (string, string) TextOf(EntryDelta delta)
    {
        var key = delta.Entry.Change.Split('/');
        key[NameInChange] = "";
        var written = (delta.Change == EntryChange.Added ? newer : older).Objects.GetValueOrDefault(delta.Entry.Origin);
        return (string.Join('/', key), written is null ? delta.Entry.Change : ManifestWriter.Write(written with { Metadata = written.Metadata with { Name = "" } }));
    }

    private static (string, string, ChangeCategory, Instant) WorkOf(EntryDelta delta)
    {
        // Without a start two changes are no more alike than any others.
        var start = (delta.Before ?? delta.After)!.Start ?? (delta.Change == EntryChange.Added ? Instant.MinValue : Instant.MaxValue);
        return (delta.Entry.Origin.Namespace, delta.Entry.Instance, delta.Entry.Category, start);
    }
}
