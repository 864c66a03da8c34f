using NodaTime;

namespace Reconciler.Core.Time;

/// <summary>What half-open intervals have to do with each other.</summary>
public static class Intervals
{
    /// <summary>Whether two intervals share an instant. Neighbours do not, and an empty one shares none.</summary>
    /// <param name="left">One interval.</param>
    /// <param name="right">Another.</param>
    /// <returns>True if they do.</returns>
    public static bool Overlaps(this Interval left, Interval right) =>
        Instant.Max(left.Start, right.Start) < Instant.Min(left.End, right.End);
}
