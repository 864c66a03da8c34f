using NodaTime;

namespace Reconciler.Core.Planning.Scheduling;

/// <summary>
/// How many changes run at the same time, as steps over time. Kept by UTC day, so that adding and asking cost only as much as one
/// day is busy, however many changes there are.
/// </summary>
public sealed class LoadCurve
{
    private static readonly Duration Day = Duration.FromDays(1);
    private readonly Dictionary<long, List<Step>> _days = [];

    /// <summary>Adds one running change.</summary>
    /// <param name="span">When it runs, half-open.</param>
    public void Add(Interval span)
    {
        for (var day = DayOf(span.Start); Midnight(day) < span.End; day++)
        {
            if (!_days.TryGetValue(day, out var steps))
            {
                _days[day] = steps = [new(Midnight(day), 0)];
            }

            var first = Split(steps, Instant.Max(span.Start, Midnight(day)));
            var last = Split(steps, Instant.Min(span.End, Midnight(day + 1)));
            for (var index = first; index < last; index++)
            {
                steps[index] = steps[index] with { Count = steps[index].Count + 1 };
            }
        }
    }

    /// <summary>The first stretch of a span in which at least so many run already.</summary>
    /// <param name="span">Where to look, half-open.</param>
    /// <param name="limit">The count to look for.</param>
    /// <returns>The end of the last such step in the span and the largest count met, or null where the count stays below the limit.</returns>
    public (Instant Until, int Count)? Reaches(Interval span, int limit)
    {
        (Instant Until, int Count)? found = null;
        for (var day = DayOf(span.Start); Midnight(day) < span.End; day++)
        {
            if (!_days.TryGetValue(day, out var steps))
            {
                continue;
            }

            for (var index = IndexAt(steps, span.Start); index < steps.Count && steps[index].From < span.End; index++)
            {
                if (steps[index].Count >= limit)
                {
                    var until = index + 1 < steps.Count ? steps[index + 1].From : Midnight(day + 1);
                    found = (until, Math.Max(found?.Count ?? 0, steps[index].Count));
                }
            }
        }

        return found;
    }

    private static int Split(List<Step> steps, Instant at)
    {
        var index = IndexAt(steps, at);
        if (steps[index].From == at)
        {
            return index;
        }

        steps.Insert(index + 1, new(at, steps[index].Count));
        return index + 1;
    }

    private static int IndexAt(List<Step> steps, Instant at)
    {
        var (low, high) = (0, steps.Count - 1);
        while (low < high)
        {
            var middle = (low + high + 1) / 2;
            (low, high) = steps[middle].From <= at ? (middle, high) : (low, middle - 1);
        }

        return low;
    }

    private static long DayOf(Instant instant) => (long)Math.Floor((instant - NodaConstants.UnixEpoch) / Day);

    private static Instant Midnight(long day) => Instant.FromUnixTimeSeconds(day * NodaConstants.SecondsPerDay);

    private readonly record struct Step(Instant From, int Count);
}
