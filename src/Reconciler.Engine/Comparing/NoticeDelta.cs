using System.Collections.Immutable;
using Reconciler.Api;
using Reconciler.Core.Planning;

namespace Reconciler.Engine.Comparing;

/// <summary>Who hears what because of the newer tree.</summary>
/// <param name="AtMerge">Sent in the first pass, and not by the older tree.</param>
/// <param name="Later">By due: will fall due, and would not, or at another instant, by the older tree.</param>
/// <param name="Withdrawn">Would be sent, now or later, by the older tree, and is not wanted any more.</param>
/// <param name="Anyway">Sent in the first pass on both sides.</param>
public sealed record NoticeDelta(
    ImmutableArray<PlannedNotice> AtMerge, ImmutableArray<PlannedNotice> Later, ImmutableArray<PlannedNotice> Withdrawn, ImmutableArray<PlannedNotice> Anyway)
{
    /// <summary>Whether the newer tree makes no difference to anybody.</summary>
    public bool IsEmpty => AtMerge.IsEmpty && Later.IsEmpty && Withdrawn.IsEmpty;

    internal static NoticeDelta Of(Side older, Side newer)
    {
        var (told, tells) = (ByName(older.Settled!.Told), ByName(newer.Settled!.Told));
        var (waited, waits) = (ByName(Waiting(older)), ByName(Waiting(newer)));
        return new(
            [.. tells.Values.Where(notice => !told.ContainsKey(KeyOf(notice)))],
            [.. waits.Values.Where(notice => !waited.TryGetValue(KeyOf(notice), out var other) || other.Due != notice.Due).OrderBy(notice => notice.Due)],
            [.. told.Values.Concat(waited.Values).Where(notice => !tells.ContainsKey(KeyOf(notice)) && !waits.ContainsKey(KeyOf(notice)))],
            [.. tells.Values.Where(notice => told.ContainsKey(KeyOf(notice)))]);
    }

    private static IEnumerable<PlannedNotice> Waiting(Side side) =>
        side.Plan!.Notices.Where(notice => notice.State is NoticeState.Pending or NoticeState.Held);

    private static SortedDictionary<string, PlannedNotice> ByName(IEnumerable<PlannedNotice> notices)
    {
        var byName = new SortedDictionary<string, PlannedNotice>(StringComparer.Ordinal);
        foreach (var notice in notices)
        {
            byName[KeyOf(notice)] = notice;
        }

        return byName;
    }

    private static string KeyOf(PlannedNotice notice) => $"{notice.Namespace}/{notice.Name}";
}
