namespace Reconciler.Git.Fetching;

/// <summary>What a fetch gave. The commit and its files are complete in the mirror.</summary>
/// <param name="Revision">The commit.</param>
/// <param name="ReceivedBytes">What the server sent, in bytes.</param>
/// <param name="MadeAnew">Whether the mirror was cloned: the first time, from another URL, or because it was broken.</param>
public sealed record FetchedCommit(Revision Revision, long ReceivedBytes, bool MadeAnew);
