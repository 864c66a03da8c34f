using System.Collections.Concurrent;
using System.Collections.Immutable;
using Reconciler.Core.Inventory;
using Reconciler.Kubernetes.Objects;

namespace Reconciler.Operator.Fleets;

/// <summary>
/// What each fleet source declares, by the newest revision of it that could be read, also where that was refused. So an object can move from one
/// repository to another, whichever of the two is looked at first: who declares it no more leaves it to who does, and whose object it still is by its labels
/// does not matter where that one declares it no more.
/// </summary>
internal sealed class Claims
{
    private static readonly TimeSpan Glance = TimeSpan.FromMilliseconds(20);

    private readonly ConcurrentDictionary<ResourceName, WantedTree> _declared = new();
    private readonly ConcurrentDictionary<ResourceName, long> _asked = new();
    private readonly ConcurrentDictionary<ResourceName, long> _answered = new();
    private readonly ConcurrentDictionary<ResourceName, bool> _contested = new();
    private readonly ConcurrentDictionary<ResourceName, bool> _waiting = new();

    /// <summary>Hears of fleet sources of which somebody wants to know what they declare by now.</summary>
    public Action<ResourceName> Asked { private get; set; } = _ => { };

    /// <summary>The last question to a fleet source; who answers it looks anew.</summary>
    public long QuestionOf(ResourceName source) => _asked.GetValueOrDefault(source);

    /// <summary>A fleet source has looked since that question, or can not.</summary>
    public void Answer(ResourceName source, long question) => _answered.AddOrUpdate(source, question, (_, before) => Math.Max(before, question));

    /// <summary>A revision was read. Those that wait for another source's object are asked to look once more.</summary>
    /// <param name="source">Whose it is.</param>
    /// <param name="tree">What it declares.</param>
    public void Declare(ResourceName source, WantedTree tree)
    {
        var before = _declared.GetValueOrDefault(source);
        _declared[source] = tree.WithoutTexts();
        if (before?.Digest != tree.Digest)
        {
            Wake(source);
        }
    }

    /// <summary>A fleet source is there no more.</summary>
    public void Forget(ResourceName source)
    {
        _declared.TryRemove(source, out _);
        _contested.TryRemove(source, out _);
        Wake(source);
    }

    /// <summary>A fleet source wants what may be another's; it is asked once more when any other declares something else.</summary>
    public void Contest(ResourceName source) => _contested[source] = true;

    /// <summary>It wants nothing of others.</summary>
    public void Settle(ResourceName source) => _contested.TryRemove(source, out _);

    /// <summary>Whether it is known what a fleet source declares.</summary>
    public bool IsKnown(ResourceName source) => _declared.ContainsKey(source);

    /// <summary>Whether a fleet source declares an object; null: that is not known yet.</summary>
    public bool? Declares(ResourceName source, ObjectRef subject) => _declared.TryGetValue(source, out var tree) ? tree.Objects.ContainsKey(subject) : null;

    /// <summary>Whether another fleet source declares an object.</summary>
    public bool IsOfAnother(ResourceName source, ObjectRef subject) => _declared.Any(each => each.Key != source && each.Value.Objects.ContainsKey(subject));

    /// <summary>Asks others what they declare by now, and waits for that.</summary>
    /// <param name="source">Who asks.</param>
    /// <param name="others">Who is asked.</param>
    /// <param name="most">No longer than this.</param>
    /// <param name="time">Measures it.</param>
    /// <param name="stop">Gives up.</param>
    /// <returns>One that did not answer; null: all did. Of two that wait for each other one gets no answer, and tries again.</returns>
    public async Task<ResourceName?> AskAsync(ResourceName source, IEnumerable<ResourceName> others, TimeSpan most, TimeProvider time, CancellationToken stop)
    {
        var (begin, questions) = (time.GetTimestamp(), others.ToDictionary(other => other, Ask));
        _waiting[source] = true;
        try
        {
            while (questions.Where(each => _answered.GetValueOrDefault(each.Key, -1) < each.Value).Select(each => each.Key).ToArray() is [var first, ..] open)
            {
                if (time.GetElapsedTime(begin) > most || open.Any(other => _waiting.ContainsKey(other) && string.CompareOrdinal($"{source}", $"{other}") > 0))
                {
                    return first;
                }

                await Task.Delay(Glance, time, stop);
            }

            return null;
        }
        finally
        {
            _waiting.TryRemove(source, out _);
        }
    }

    private void Wake(ResourceName source)
    {
        foreach (var other in _contested.Keys.Where(other => other != source))
        {
            if (_contested.TryRemove(other, out _))
            {
                Ask(other);
            }
        }
    }

    private long Ask(ResourceName other)
    {
        var question = _asked.AddOrUpdate(other, 1, (_, before) => before + 1);
        Asked(other);
        return question;
    }
}
