using System.Collections.Concurrent;
using Reconciler.Core.Inventory;

namespace Reconciler.Operator.Stores;

/// <summary>
/// What the operator means objects to be, so that the event of its own write is known for what it is, also where it comes before the answer; and what
/// the server made of it, so that a value that it keeps in another form is not written again and again.
/// </summary>
internal sealed class Intentions
{
    private readonly ConcurrentDictionary<ObjectRef, (UInt128 Wanted, UInt128 Stored)> _all = new();

    /// <summary>Of how many objects it knows what they are meant to be.</summary>
    public int Count => _all.Count;

    /// <summary>Something is about to be written.</summary>
    public void Write(ObjectRef subject, UInt128 wanted) => _all[subject] = (wanted, wanted);

    /// <summary>The same, where what the server made of it before stays known.</summary>
    public void WriteAgain(ObjectRef subject, UInt128 wanted) => _all.AddOrUpdate(subject, (wanted, wanted), (_, known) => known.Wanted == wanted ? known : (wanted, wanted));

    /// <summary>Deletes an object. Where that fails, a deletion by somebody else is news again.</summary>
    public async Task<bool> DeleteAsync(ObjectRef subject, Func<Task<bool>> delete)
    {
        Write(subject, 0);
        try
        {
            return await delete();
        }
        catch
        {
            Forget(subject, 0);
            throw;
        }
    }

    /// <summary>This is what the server made of it.</summary>
    public void Stored(ObjectRef subject, UInt128 wanted, UInt128 stored) => _all[subject] = (wanted, stored);

    /// <summary>Whether what the server has is what is wanted.</summary>
    public bool IsSettled(ObjectRef subject, UInt128 wanted, UInt128 found) =>
        wanted == found || (_all.TryGetValue(subject, out var known) && known.Wanted == wanted && known.Stored == found);

    /// <summary>Whether what the server has is what was last written.</summary>
    public bool IsOurs(ObjectRef subject, UInt128 found) => _all.TryGetValue(subject, out var known) && (known.Wanted == found || known.Stored == found);

    /// <summary>The object is gone. What is meant for a new one of its name stays.</summary>
    /// <param name="subject">The object.</param>
    /// <param name="last">What the server last had.</param>
    public void Forget(ObjectRef subject, UInt128 last)
    {
        if (_all.TryGetValue(subject, out var known) && (known.Wanted == 0 || known.Wanted == last || known.Stored == last))
        {
            _all.TryRemove(KeyValuePair.Create(subject, known));
        }
    }
}

/// <summary>The operator's own writes, to tell them from those of others.</summary>
internal sealed class OwnWrites
{
    /// <summary>Specifications, with what else makes an object.</summary>
    public Intentions Specs { get; } = new();

    /// <summary>Statuses.</summary>
    public Intentions Statuses { get; } = new();

    /// <summary>What fleet sources apply.</summary>
    public Intentions Applied { get; } = new();
}
