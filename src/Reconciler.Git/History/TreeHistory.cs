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
        using var changes = repository.Diff.Compare<TreeChanges>(from?.Tree, to.Tree, ById);
        return
        [
            .. changes
                .Select(change => change.Exists
                    ? new ChangedPath(change.Path, change.OldExists ? PathChange.Modified : PathChange.Added, change.Oid.Sha)
                    : new ChangedPath(change.OldPath, PathChange.Removed, BlobId: null))
                .OrderBy(change => change.Path, StringComparer.Ordinal),
        ];
    }

    /// <summary>
    /// Which commit on the way made each path what it is. A path goes on to the first parent that has it alike; where none has, the commit changed it.
    /// What nothing on the way explains was brought by the branch being set to another place: by the newer commit itself.
    /// </summary>
    public static ImmutableSortedDictionary<string, CommitDetails> LastChanges(Repository repository, Commit? from, Commit to, IReadOnlySet<string> paths, Func<bool>? isEnough)
    {
        var open = new Dictionary<string, HashSet<string>>(StringComparer.Ordinal)
        {
            [to.Sha] = [.. Changes(repository, from, to).Select(change => change.Path).Where(paths.Contains)],
        };
        var found = ImmutableSortedDictionary.CreateBuilder<string, CommitDetails>(StringComparer.Ordinal);
        var way = repository.Commits.QueryBy(new CommitFilter { IncludeReachableFrom = to, ExcludeReachableFrom = from, SortBy = CommitSortStrategies.Topological });
        var isCut = false;
        foreach (var commit in way.TakeWhile(_ => open.Count > 0 && !(isCut = isEnough?.Invoke() is true)))
        {
            if (open.Remove(commit.Sha, out var here))
            {
                PassOn(repository, commit, here, open);
                Add(here, commit);
            }
        }

        foreach (var rest in open.Values.Where(_ => !isCut))
        {
            Add(rest, to);
        }

        return found.ToImmutable();

        void Add(IEnumerable<string> changed, Commit by)
        {
            foreach (var path in changed)
            {
                found.TryAdd(path, Of(by));
            }
        }
    }

    /// <summary>What a commit says of itself.</summary>
    public static CommitDetails Of(Commit commit) => new(commit.Sha, commit.MessageShort.ReplaceLineEndings(" ").Trim(), Of(commit.Author), Of(commit.Committer));

    private static void PassOn(Repository repository, Commit commit, HashSet<string> here, Dictionary<string, HashSet<string>> open)
    {
        foreach (var parent in commit.Parents.TakeWhile(_ => here.Count > 0))
        {
            var changed = Changes(repository, parent, commit).Select(change => change.Path).ToHashSet(StringComparer.Ordinal);
            var alike = here.Where(path => !changed.Contains(path)).ToList();
            if (alike.Count > 0)
            {
                here.ExceptWith(alike);
                if (!open.TryAdd(parent.Sha, [.. alike]))
                {
                    open[parent.Sha].UnionWith(alike);
                }
            }
        }
    }

    private static Person Of(Signature signature) => new(signature.Name, signature.Email, signature.When);
}
