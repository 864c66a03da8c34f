using System.Diagnostics.CodeAnalysis;

namespace Reconciler.Operator.Stores;

/// <summary>Another process leads, or may: this one writes and sends nothing more.</summary>
[SuppressMessage("Design", "CA1064:Exceptions should be public", Justification = "It never leaves this room.")]
internal sealed class LeadershipLostException() : Exception("the lease may be held by another process by now: nothing more is written or sent");
