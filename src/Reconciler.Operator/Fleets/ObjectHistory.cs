using Reconciler.Core.Inventory;
using Reconciler.Git;
using Reconciler.Git.History;
using Reconciler.Kubernetes.Objects;
using Reconciler.Manifests;

namespace Reconciler.Operator.Fleets;

/// <summary>
/// Finds the commits that made objects what they are, or took them out of their file: by what each version of the file says of them, so that nobody answers for
/// what another wrote beside it. Each content is read once, and none that a revision was read from.
/// </summary>
/// <param name="repository">The repository.</param>
/// <param name="tree">The revision that is applied.</param>
/// <param name="before">What the last revision that was applied declares; gives null where that is not to be had.</param>
/// <param name="time">Measures how long is searched.</param>
internal sealed class ObjectHistory(FleetRepository repository, WantedTree tree, Func<WantedTree?> before, TimeProvider time)
{
    // Whose change it was matters only to people who look back: a long history must not hold the change itself up.
    private static readonly TimeSpan LongestSearch = TimeSpan.FromSeconds(2);

    private readonly long _begin = time.GetTimestamp();
    private readonly Dictionary<string, IReadOnlyDictionary<ObjectRef, string>> _contents = new(StringComparer.Ordinal);
    private bool _knowsBefore;
    private bool _isBroken;

    /// <summary>The commits that made objects what the revision declares.</summary>
    /// <param name="writes">The objects. One that is alone in its file, and new to the cluster, counts as made by the last commit of the file: no content is read for it.</param>
    /// <returns>Those that were found in time.</returns>
    /// <exception cref="GitException">The repository is broken.</exception>
    public IReadOnlyDictionary<ObjectRef, CommitDetails> OfWrites(IReadOnlyCollection<FleetWrite> writes)
    {
        var files = writes.ToDictionary(write => write.Wanted.Reference, write => write.Wanted.File);
        Know(tree, files.Values);
        var alone = writes.Where(write => write.Found is null && _contents[write.Wanted.Blob].Count == 1).Select(write => write.Wanted.Reference).ToHashSet();
        return Search(from: null, files, (subject, id) => alone.Contains(subject) ? id : DigestOf(subject, id, files));
    }

    /// <summary>The commits that took objects away.</summary>
    /// <param name="declared">The last revision that declared them.</param>
    /// <param name="gone">The objects.</param>
    /// <returns>Those that were found in time.</returns>
    /// <exception cref="GitException">The repository is broken, or has that revision no more.</exception>
    public IReadOnlyDictionary<ObjectRef, CommitDetails> OfRemovals(WantedTree declared, IEnumerable<ObjectRef> gone)
    {
        var files = gone.ToDictionary(subject => subject, subject => declared.Objects[subject].File);
        Know(tree, files.Values);
        return Search(declared.Revision, files, (subject, id) => DigestOf(subject, id, files) is null ? null : "declared");
    }

    private IReadOnlyDictionary<ObjectRef, CommitDetails> Search(Revision? from, IReadOnlyDictionary<ObjectRef, string> files, Func<ObjectRef, string?, string?> says) =>
        files.Count == 0 ? new Dictionary<ObjectRef, CommitDetails>() : repository.LastChanges(from, tree.Revision, files, says, IsEnough);

    private bool IsEnough() => _isBroken || time.GetElapsedTime(_begin) > LongestSearch;

    private string? DigestOf(ObjectRef subject, string? id, IReadOnlyDictionary<ObjectRef, string> files)
    {
        if (id is null)
        {
            return null;
        }

        // That revision may have to be read anew, which only an older version is worth.
        if (!_knowsBefore && !_contents.ContainsKey(id))
        {
            _knowsBefore = true;
            if (before() is { } last && last.Space == tree.Space)
            {
                Know(last, files.Values);
            }
        }

        if (!_contents.TryGetValue(id, out var content))
        {
            _contents[id] = content = IsEnough() ? Nothing : Read(id, files[subject]);
        }

        return content.GetValueOrDefault(subject);
    }

    private void Know(WantedTree known, IEnumerable<string> files)
    {
        var all = files.ToHashSet(StringComparer.Ordinal);
        foreach (var content in known.Objects.Values.Where(wanted => all.Contains(wanted.File)).GroupBy(wanted => wanted.Blob))
        {
            _contents[content.Key] = content.ToDictionary(wanted => wanted.Reference, wanted => wanted.Digest);
        }
    }

    // A version that was committed and can not be read said nothing; one that is missing tells nothing about anybody.
    private IReadOnlyDictionary<ObjectRef, string> Read(string id, string file)
    {
        try
        {
            return ClusterManifests.Of(ManifestReader.Read(new(file, repository.Content(id, ManifestFile.MostBytes)), tree.Space))
                .GroupBy(manifest => manifest.Object)
                .ToDictionary(same => same.Key, same => WantedObject.Of(same.First(), same.First().Json.ToUtf8(), file, id).Digest);
        }
        catch (GitException)
        {
            _isBroken = true;
            return Nothing;
        }
    }

    private static readonly Dictionary<ObjectRef, string> Nothing = [];
}
