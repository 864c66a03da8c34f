using LibGit2Sharp;

namespace Reconciler.Git.History;

/// <summary>
/// Finds the commits on the way from one to another that made things what they are, or took them away. A thing goes on to the first parent whose version of its file says
/// the same of it; where none does, the commit changed it. What nothing on the way explains was brought by the branch being set to another place: by the
/// newer commit itself.
/// </summary>
/// <typeparam name="T">What is searched for: files, or what stands in them.</typeparam>
/// <param name="repository">The repository.</param>
/// <param name="files">What is searched for, each with the path of its file.</param>
/// <param name="says">What the content of a file, by its object id, says of it; null: there is no such file. Alike is what equals.</param>
/// <param name="isEnough">Asked before each commit and after it: whether to look no further; what was not found by then is not among the answers.</param>
internal sealed class HistorySearch<T>(Repository repository, IReadOnlyDictionary<T, string> files, Func<T, string?, string?> says, Func<bool> isEnough)
    where T : notnull
{
    private readonly Dictionary<string, HashSet<T>> _open = new(StringComparer.Ordinal);
    private readonly Dictionary<T, CommitDetails> _found = [];

    /// <summary>Searches.</summary>
    /// <param name="from">The older commit; it and what it comes from are not looked at. Null: the whole history is.</param>
    /// <param name="to">The newer commit.</param>
    public IReadOnlyDictionary<T, CommitDetails> Run(Commit? from, Commit to)
    {
        _open[to.Sha] = Differing(from, to, files.Keys);
        var way = repository.Commits.QueryBy(new CommitFilter { IncludeReachableFrom = to, ExcludeReachableFrom = from, SortBy = CommitSortStrategies.Topological });
        foreach (var commit in way.TakeWhile(_ => _open.Count > 0))
        {
            if (isEnough())
            {
                return _found;
            }

            if (_open.Remove(commit.Sha, out var here))
            {
                PassOn(commit, here);
                if (isEnough())
                {
                    return _found;
                }

                Add(here, commit);
            }
        }

        foreach (var rest in _open.Values)
        {
            Add(rest, to);
        }

        return _found;
    }

    private void Add(IEnumerable<T> changed, Commit by)
    {
        var details = TreeHistory.Of(by);
        foreach (var each in changed)
        {
            _found.TryAdd(each, details);
        }
    }

    private void PassOn(Commit commit, HashSet<T> here)
    {
        foreach (var parent in commit.Parents.TakeWhile(_ => here.Count > 0))
        {
            var changed = Differing(parent, commit, here);
            var alike = here.Where(each => !changed.Contains(each)).ToList();
            if (alike.Count > 0)
            {
                here.ExceptWith(alike);
                if (!_open.TryAdd(parent.Sha, [.. alike]))
                {
                    _open[parent.Sha].UnionWith(alike);
                }
            }
        }
    }

    private HashSet<T> Differing(Commit? from, Commit to, IEnumerable<T> all)
    {
        using var changes = TreeHistory.Compare(repository, from, to);
        var contents = changes.ToDictionary(
            change => change.Exists ? change.Path : change.OldPath,
            change => (Before: change.OldExists ? change.OldOid.Sha : null, After: change.Exists ? change.Oid.Sha : null),
            StringComparer.Ordinal);
        return [.. all.Where(each => contents.TryGetValue(files[each], out var file) && says(each, file.Before) != says(each, file.After))];
    }
}
