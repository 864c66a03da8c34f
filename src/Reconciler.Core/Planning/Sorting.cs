namespace Reconciler.Core.Planning;

/// <summary>Sorts many things on all processors.</summary>
internal static class Sorting
{
    // Each level of parts costs a copy of half of everything: few processors gain from more.
    private const int Parts = 8;

    /// <summary>Sorts in place: each half by itself, then both are merged.</summary>
    /// <param name="shares">How work is dealt out.</param>
    /// <param name="things">What to sort.</param>
    /// <param name="order">Tells any two of them apart, so that only one result is sorted.</param>
    public static void Sort<T>(this Shares shares, Memory<T> things, Comparison<T> order) => Sort(shares, things, order, Parts);

    private static void Sort<T>(Shares shares, Memory<T> things, Comparison<T> order, int parts)
    {
        if (parts < 2 || shares.IsOne(things.Length))
        {
            things.Span.Sort(order);
            return;
        }

        var (left, right) = (things[..(things.Length / 2)], things[(things.Length / 2)..]);
        shares.Together(things.Length, () => Sort(shares, left, order, parts / 2), () => Sort(shares, right, order, parts / 2));
        Merge(left.ToArray(), right.Span, things.Span, order);
    }

    // What comes from the right stands where it was, or behind its new place: nothing is overwritten before it is read.
    private static void Merge<T>(ReadOnlySpan<T> left, ReadOnlySpan<T> right, Span<T> merged, Comparison<T> order)
    {
        for (var (one, other) = (0, 0); one < left.Length;)
        {
            merged[one + other] = other < right.Length && order(right[other], left[one]) < 0 ? right[other++] : left[one++];
        }
    }
}
