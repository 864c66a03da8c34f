using System.Collections.Immutable;
using LibGit2Sharp;

namespace Reconciler.Git.History;

/// <summary>Compares folders of commits by the ids of what is in them; no file is read.</summary>
internal static class TreeHistory
{
    // Looking for renames would read files.
    private static readonly CompareOptions ById = new() { Similarity = SimilarityOptions.None };

    /// <summary>What differs; against nothing, all that there is.</summary>
    public static ImmutableArray<ChangedPath> Changes(Repository repository, Commit? from, Commit to)
    {
        using var changes = Compare(repository, from, to);
        return
        [
            .. changes
                .Select(change => change.Exists
                    ? new ChangedPath(change.Path, change.OldExists ? PathChange.Modified : PathChange.Added, change.Oid.Sha)
                    : new ChangedPath(change.OldPath, PathChange.Removed, BlobId: null))
                .OrderBy(change => change.Path, StringComparer.Ordinal),
        ];
    }

    /// <summary>What differs, as the library says it.</summary>
    public static TreeChanges Compare(Repository repository, Commit? from, Commit to) => repository.Diff.Compare<TreeChanges>(from?.Tree, to.Tree, ById);

    /// <summary>What a commit says of itself.</summary>
    public static CommitDetails Of(Commit commit) => new(commit.Sha, commit.MessageShort.ReplaceLineEndings(" ").Trim(), Of(commit.Author), Of(commit.Committer));

    private static Person Of(Signature signature) => new(OneLine.Of(signature.Name), signature.Email, signature.When);
}
