namespace Reconciler.Git;

/// <summary>Git could not give what was asked for. The message is one line that says what, and how to mend it.</summary>
/// <param name="message">For people.</param>
/// <param name="inner">What the library said; null: nothing.</param>
public class GitException(string message, Exception? inner = null) : Exception(message, inner);
