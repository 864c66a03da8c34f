using System.Diagnostics.CodeAnalysis;

namespace Reconciler.Operator.Fleets;

/// <summary>A sync came to no good end. The message is one line for people.</summary>
/// <param name="reason">A word for the condition.</param>
/// <param name="message">What, and how to mend it.</param>
/// <param name="inner">What was behind it; null: nothing.</param>
[SuppressMessage("Design", "CA1064:Exceptions should be public", Justification = "It never leaves this room.")]
internal sealed class SyncException(string reason, string message, Exception? inner = null) : Exception(message, inner)
{
    /// <summary>A word for the condition.</summary>
    public string Reason => reason;

    /// <summary>Whether trying again does not help, because a person has to change something.</summary>
    public bool NeedsPerson { get; init; }

    /// <summary>Whether it tells what became of the revision: not where nothing of it was written and it may be good, nor where it was applied before.</summary>
    public bool IsOfRevision { get; init; } = true;

    /// <summary>Of a deletion that has to be released: its digest.</summary>
    public string? HeldDigest { get; init; }

    /// <summary>The same with more to say.</summary>
    public SyncException Adding(string more) => new(Reason, Message + more, InnerException) { NeedsPerson = NeedsPerson, IsOfRevision = IsOfRevision, HeldDigest = HeldDigest };
}
