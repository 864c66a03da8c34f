namespace Reconciler.Cli;

/// <summary>A command was used wrongly in a way that the parser can not see.</summary>
/// <param name="message">What to do instead, in one line.</param>
internal sealed class UsageException(string message) : Exception(message);
