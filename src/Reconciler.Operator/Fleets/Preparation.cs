using System.Collections.Immutable;
using System.Text.RegularExpressions;
using Reconciler.Core.Inventory;
using Reconciler.Git;
using Reconciler.Git.Fetching;
using Reconciler.Git.History;
using Reconciler.Kubernetes.Connecting;
using Reconciler.Kubernetes.Objects;
using Reconciler.Manifests;

namespace Reconciler.Operator.Fleets;

/// <summary>Makes of what a revision declares what the server is sent. What was not read just now is read again, file by file.</summary>
/// <param name="name">The fleet source.</param>
/// <param name="mirror">The copy of its repository.</param>
/// <param name="time">Measures how long the history is searched.</param>
internal sealed partial class Preparation(ResourceName name, GitMirror mirror, TimeProvider time)
{
    // Whose change it was matters only to people who look back: a long history must not hold the change itself up.
    private static readonly TimeSpan LongestSearch = TimeSpan.FromSeconds(2);

    /// <summary>What is sent, in the order of writing.</summary>
    /// <exception cref="GitException">The repository is broken.</exception>
    public IReadOnlyCollection<PreparedWrite> Of(WantedTree tree, FleetChanges changes)
    {
        using var repository = mirror.Open();
        var authors = LastChanges(repository, null, tree.Revision, changes.Writes.Select(write => write.Wanted.File));
        var again = changes.Writes.Where(write => !tree.Texts.ContainsKey(write.Wanted.Reference)).GroupBy(write => write.Wanted.File)
            .SelectMany(file => ClusterManifests.Of(TreeReader.ReadAgain(repository, file.First().Wanted, tree.Space)))
            .ToDictionary(manifest => manifest.Object, manifest => manifest.Json.ToUtf8());
        return [.. changes.Writes.AsParallel().AsOrdered().Select(write =>
            PreparedWrite.Of(write, tree.Texts.TryRemove(write.Wanted.Reference, out var text) ? text : again[write.Wanted.Reference], name, authors.GetValueOrDefault(write.Wanted.File)))];
    }

    /// <summary>Which commits took objects away: those that last changed their files since a revision that declared them, else the revision itself.</summary>
    /// <param name="before">The revision that declared them; null: it is not to be had.</param>
    /// <param name="tree">The revision that does not.</param>
    /// <param name="gone">The objects.</param>
    public IEnumerable<KeyValuePair<ObjectRef, Provenance>> RemovedBy(WantedTree? before, WantedTree tree, IReadOnlyCollection<ObjectRef> gone)
    {
        var files = gone.Where(subject => before?.Objects.ContainsKey(subject) is true).ToDictionary(subject => subject, subject => before!.Objects[subject].File);
        var commits = files.Count == 0 ? null : LastChanges(before!.Revision, tree.Revision, files.Values);
        return gone.Select(subject => KeyValuePair.Create(subject, files.TryGetValue(subject, out var file) && commits?.GetValueOrDefault(file) is { } commit
            ? new Provenance(commit.Id, commit.Author.Name)
            : new Provenance(tree.Revision.Id, tree.Revision.Author)));
    }

    /// <summary>Where a field of an object stands: <c>file:line:column</c>.</summary>
    public string PlaceOf(WantedTree tree, WantedObject wanted, string path)
    {
        using var repository = mirror.Open();
        return TreeReader.PlaceOf(repository, wanted, tree.Space, path);
    }

    /// <summary>What the server refused, with the place of the field that it names.</summary>
    public string TextOf(WantedTree tree, ObjectRef subject, ApiException problem)
    {
        var path = FieldOf().Match(problem.Detail) is { Success: true } field ? field.Groups["path"].Value : "metadata.name";
        return $"{PlaceOf(tree, tree.Objects[subject], path)}: {subject.Kind} {new ObjectKey(subject.Namespace, subject.Name)} is refused by the server: {problem.Detail}";
    }

    // What was applied before may be in a mirror no more that had to be made anew.
    private ImmutableSortedDictionary<string, CommitDetails>? LastChanges(Revision from, Revision to, IEnumerable<string> files)
    {
        try
        {
            using var repository = mirror.Open();
            return LastChanges(repository, from, to, files);
        }
        catch (GitException)
        {
            return null;
        }
    }

    private ImmutableSortedDictionary<string, CommitDetails> LastChanges(FleetRepository repository, Revision? from, Revision to, IEnumerable<string> files)
    {
        var begin = time.GetTimestamp();
        return repository.LastChanges(from, to, files, () => time.GetElapsedTime(begin) > LongestSearch);
    }

    [GeneratedRegex(@"(?<path>(spec|data|metadata)(\.[A-Za-z0-9]+|\[[0-9]+\])+)", RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex FieldOf();
}
