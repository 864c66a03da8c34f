using System.Diagnostics.CodeAnalysis;

namespace Reconciler.Operator.Stores;

/// <summary>An object that was decided on is another by now: the pass ends, and the next one decides anew.</summary>
/// <param name="message">Which object, and what the server said.</param>
/// <param name="inner">What the server said.</param>
[SuppressMessage("Design", "CA1064:Exceptions should be public", Justification = "It never leaves this room.")]
internal sealed class ConflictException(string message, Exception inner) : Exception(message, inner);
