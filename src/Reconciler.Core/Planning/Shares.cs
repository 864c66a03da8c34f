using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Runtime.InteropServices;

namespace Reconciler.Core.Planning;

/// <summary>
/// Deals many things out to all processors, a share at a time. What is asked depends on the things and on what nobody changes meanwhile, and
/// answers stand in the order of the things: how these were dealt out can not be seen in them.
/// </summary>
/// <param name="size">How many things make a share; where there are no more, one processor is asked alone.</param>
internal sealed class Shares(int size)
{
    /// <summary>All in one share.</summary>
    public static Shares One { get; } = new(int.MaxValue);

    /// <summary>Whether so many things make no more than one share.</summary>
    public bool IsOne(int count) => count <= size;

    /// <summary>One answer for each thing.</summary>
    public ImmutableArray<TAnswer> Select<T, TAnswer>(ImmutableArray<T> things, Func<T, TAnswer> ask) => Select(things, (thing, _) => ask(thing));

    /// <summary>One answer for each thing at its position.</summary>
    public ImmutableArray<TAnswer> Select<T, TAnswer>(ImmutableArray<T> things, Func<T, int, TAnswer> ask)
    {
        var answers = new TAnswer[things.Length];
        Deal(things.Length, size, (from, to) =>
        {
            for (var index = from; index < to; index++)
            {
                answers[index] = ask(things[index], index);
            }
        });
        return ImmutableCollectionsMarshal.AsImmutableArray(answers);
    }

    /// <summary>Any number of answers for each thing.</summary>
    public ImmutableArray<TAnswer> SelectMany<T, TAnswer>(ImmutableArray<T> things, Action<T, List<TAnswer>> ask)
    {
        var shares = Each(things.Length, (from, to) =>
        {
            var answers = new List<TAnswer>();
            for (var index = from; index < to; index++)
            {
                ask(things[index], answers);
            }

            return answers;
        });
        return ImmutableCollectionsMarshal.AsImmutableArray(Join(shares));
    }

    /// <summary>Lists one after the other.</summary>
    public static T[] Join<T>(IReadOnlyCollection<List<T>> lists)
    {
        var (all, at) = (new T[lists.Sum(list => list.Count)], 0);
        foreach (var list in lists)
        {
            list.CopyTo(all, at);
            at += list.Count;
        }

        return all;
    }

    /// <summary>Different work at the same time.</summary>
    /// <param name="count">How many things it is about; work on few is done one after the other.</param>
    /// <param name="work">None of it looks at what other work does.</param>
    public void Together(int count, params ImmutableArray<Action> work)
    {
        Deal(work.Length, IsOne(count) ? work.Length : 1, (from, to) =>
        {
            for (var index = from; index < to; index++)
            {
                work[index]();
            }
        });
    }

    /// <summary>One answer for each share: from a position on, and up to another, not included.</summary>
    public TAnswer[] Each<TAnswer>(int count, Func<int, int, TAnswer> ask)
    {
        var answers = new TAnswer[Math.Max(1, ((count - 1) / size) + 1)];
        Deal(count, size, (from, to) => answers[from / size] = ask(from, to));
        return answers;
    }

    private static void Deal(int count, int size, Action<int, int> work)
    {
        if (count <= size)
        {
            work(0, count);
        }
        else
        {
            Partitioner.Create(0, count, size).AsParallel().ForAll(share => work(share.Item1, share.Item2));
        }
    }
}
