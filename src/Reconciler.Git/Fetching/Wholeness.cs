using LibGit2Sharp;

namespace Reconciler.Git.Fetching;

/// <summary>Whether a commit can be read to the last file. The library holds each object that it reads against its id.</summary>
internal static class Wholeness
{
    // No manifest is so long; reading what is longer would only cost memory.
    private const long MostRead = 16 << 20;

    /// <summary>Reads the folders and files of a commit, or those that differ from a commit that is known to be whole.</summary>
    /// <exception cref="FetchException">Something is missing or broken.</exception>
    public static void Check(Repository repository, Commit commit, Commit? known)
    {
        try
        {
            using var changes = repository.Diff.Compare<TreeChanges>(known?.Tree, commit.Tree, new CompareOptions { Similarity = SimilarityOptions.None });
            foreach (var change in changes.Where(change => change.Exists && change.Mode is not Mode.GitLink))
            {
                CheckFile(repository, change);
            }
        }
        catch (LibGit2SharpException problem)
        {
            throw new FetchException(FetchFailure.Corrupt, $"commit {commit.Sha[..7]} can not be read: an object is missing or broken; 'git fsck' in the repository tells which", problem);
        }
    }

    private static void CheckFile(Repository repository, TreeEntryChanges change)
    {
        if (repository.ObjectDatabase.RetrieveObjectMetadata(change.Oid).Size <= MostRead && repository.Lookup<Blob>(change.Oid) is null)
        {
            throw new NotFoundException($"{change.Oid} is missing");
        }
    }
}
