namespace Reconciler.Git.Fetching;

/// <summary>A fetch failed; the mirror holds what it held before. The message never shows a credential.</summary>
/// <param name="failure">Which way it failed.</param>
/// <param name="message">One line for people: what, and how to mend it.</param>
/// <param name="inner">What the library said; null: nothing.</param>
public sealed class FetchException(FetchFailure failure, string message, Exception? inner = null) : GitException(message, inner)
{
    /// <summary>Which way it failed.</summary>
    public FetchFailure Failure => failure;
}
