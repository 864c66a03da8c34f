namespace Reconciler.Git.History;

/// <summary>A file that differs between two commits. A renamed one is gone and new.</summary>
/// <param name="Path">Path from the root of the repository, with forward slashes.</param>
/// <param name="Change">What happened to it.</param>
/// <param name="BlobId">Object id of its newer content; null: it is gone.</param>
public sealed record ChangedPath(string Path, PathChange Change, string? BlobId);

/// <summary>What can happen to a file.</summary>
public enum PathChange
{
    /// <summary>It is new.</summary>
    Added,

    /// <summary>Its content, or its mode, is another.</summary>
    Modified,

    /// <summary>It is gone.</summary>
    Removed,
}
