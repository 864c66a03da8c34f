using NodaTime;
using Reconciler.Api;
using Reconciler.Core.Inventory;

namespace Reconciler.Core.Planning.Scheduling;

/// <summary>
/// Holds the waves of each upgrade plan in order: a later wave starts after the soak of every earlier one, counted from the last
/// planned end, and from the last recorded one once known. A wave that has not ended well, or has no place, holds those after it.
/// </summary>
internal sealed class Waves
{
    private readonly Dictionary<ObjectKey, SortedDictionary<int, Progress>> _plans = [];

    /// <summary>Takes note of where an upgrade stands.</summary>
    /// <param name="decision">What was decided of it.</param>
    public void Record(Decision decision)
    {
        if (decision.Change.Wave is not { } place)
        {
            return;
        }

        var waves = _plans.TryGetValue(place.Plan, out var known) ? known : _plans[place.Plan] = [];
        var progress = waves.TryGetValue(place.Index, out var so) ? so : waves[place.Index] = new(place.Wave);
        var end = decision.Change.Outcome is { } outcome ? Instant.FromDateTimeOffset(outcome.EndedAt) : decision.Span?.End;
        if (end is { } ended && (progress.LastEnd is not { } last || ended > last))
        {
            progress.LastEnd = ended;
        }

        if (Trouble(decision) is { } trouble && (progress.Trouble is null || string.CompareOrdinal(trouble, progress.Trouble) < 0))
        {
            progress.Trouble = trouble;
        }
    }

    /// <summary>When an upgrade may start as far as its waves go.</summary>
    /// <param name="change">The upgrade.</param>
    /// <returns>The first instant after every soak, and why it is held; both null where nothing stands before it.</returns>
    public (Instant? NotBefore, string? Held, string? After) GateOf(Change change)
    {
        if (change.Wave is not { } place || !_plans.TryGetValue(place.Plan, out var waves))
        {
            return (null, null, null);
        }

        var (notBefore, held, after) = ((Instant?)null, (string?)null, (string?)null);
        foreach (var (_, progress) in waves.Where(wave => wave.Key < place.Index))
        {
            held ??= progress.Trouble is { } trouble ? $"wave {progress.Wave.Name}: {trouble}" : null;
            if (progress.LastEnd is { } end && end + Duration.FromTimeSpan(progress.Wave.Soak) is var free && (notBefore is not { } so || free > so))
            {
                (notBefore, after) = (free, progress.Wave.Name);
            }
        }

        return (notBefore, held, after);
    }

    private static string? Trouble(Decision decision) => decision switch
    {
        { State: EntryState.Failed } => $"{decision.Change.Window.Instance} did not end well",
        { State: EntryState.Completed, Change.Outcome: null } => $"nobody recorded how {decision.Change.Window.Instance} ended",
        { Span: null, State: not EntryState.Completed } => $"{decision.Change.Window.Instance} has no start",
        _ => null,
    };

    private sealed class Progress(UpgradeWave wave)
    {
        public UpgradeWave Wave { get; } = wave;

        public Instant? LastEnd { get; set; }

        public string? Trouble { get; set; }
    }
}
