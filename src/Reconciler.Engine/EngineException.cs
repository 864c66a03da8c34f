namespace Reconciler.Engine;

/// <summary>The job can not be done for a reason outside the program; the message is one line for people, and says what to mend.</summary>
/// <param name="message">What is the case, and where.</param>
/// <param name="inner">What the system said; null: nothing.</param>
public sealed class EngineException(string message, Exception? inner = null) : Exception(message, inner);
