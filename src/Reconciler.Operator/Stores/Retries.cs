using System.Collections.Concurrent;
using NodaTime;
using Reconciler.Core.Inventory;

namespace Reconciler.Operator.Stores;

/// <summary>
/// What could not be written, each by itself: it is tried again after a wait that grows, or when it is another by then, and meanwhile holds nothing else up.
/// </summary>
internal sealed class Retries
{
    private const int MostDoublings = 6;
    private static readonly Duration First = Duration.FromSeconds(1);

    private readonly ConcurrentDictionary<ObjectRef, (int Failures, Instant Until, string Problem, string Version)> _failed = new();

    /// <summary>When the first of them is to be tried again; null: everything was written.</summary>
    public Instant? Next => _failed.IsEmpty ? null : _failed.Values.Min(failure => failure.Until);

    /// <summary>Whether an object may be tried now.</summary>
    /// <param name="subject">The object.</param>
    /// <param name="now">The instant of the pass.</param>
    /// <param name="version">The version that it has now, where the write goes by it.</param>
    public bool MayTry(ObjectRef subject, Instant now, string version = "") =>
        !_failed.TryGetValue(subject, out var failure) || failure.Until <= now || failure.Version != version;

    /// <summary>It failed.</summary>
    /// <param name="subject">The object.</param>
    /// <param name="now">The instant of the pass.</param>
    /// <param name="problem">Why.</param>
    /// <param name="version">The version that it had, where the write went by it.</param>
    /// <returns>Whether this is news: the first failure, or one for another reason.</returns>
    public bool Failed(ObjectRef subject, Instant now, string problem, string version = "")
    {
        var before = _failed.GetValueOrDefault(subject);
        var wait = First * (1 << Math.Min(before.Failures, MostDoublings));
        _failed[subject] = (before.Failures + 1, now + wait, problem, version);
        return before.Problem != problem;
    }

    /// <summary>It was written, or is wanted no more.</summary>
    public void Done(ObjectRef subject) => _failed.TryRemove(subject, out _);

    /// <summary>Forgets what is not wanted any more.</summary>
    public void KeepOnly(Func<ObjectRef, bool> isWanted)
    {
        foreach (var subject in _failed.Keys.Where(subject => !isWanted(subject)))
        {
            Done(subject);
        }
    }
}
