namespace Reconciler.Git.Fetching;

/// <summary>The names that a mirror gives to commits; what they stand for is never lost to a failed fetch.</summary>
internal static class MirrorRefs
{
    /// <summary>What the server just gave.</summary>
    public const string Fetched = "refs/reconciler/fetched";

    /// <summary>The last fetched commit that was found whole.</summary>
    public const string Head = "refs/reconciler/head";

    /// <summary>The last commit that its user called good.</summary>
    public const string Good = "refs/reconciler/good";

    /// <summary>All branches and tags, where a commit can not be asked for by its id.</summary>
    public const string All = "refs/reconciler/all/";
}
