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
    /// <summary>What is sent, in the order of writing.</summary>
    /// <param name="tree">What is declared.</param>
    /// <param name="before">What the last revision that was applied declares; gives null where that is not to be had.</param>
    /// <param name="changes">What is to be done.</param>
    /// <exception cref="GitException">The repository is broken.</exception>
    public IReadOnlyCollection<PreparedWrite> Of(WantedTree tree, Func<WantedTree?> before, FleetChanges changes)
    {
        using var repository = mirror.Open();
        var commits = new ObjectHistory(repository, tree, before, time).OfWrites([.. changes.Writes.Where(write => write.Origin is null)]);
        var again = changes.Writes.Where(write => !tree.Texts.ContainsKey(write.Wanted.Reference)).GroupBy(write => write.Wanted.File)
            .SelectMany(file => ClusterManifests.Of(TreeReader.ReadAgain(repository, file.First().Wanted, tree.Space)))
            .ToDictionary(manifest => manifest.Object, manifest => manifest.Json.ToUtf8());
        return [.. changes.Writes.AsParallel().AsOrdered().Select(write =>
            PreparedWrite.Of(write, tree.Texts.TryRemove(write.Wanted.Reference, out var text) ? text : again[write.Wanted.Reference], name, write.Origin ?? Of(commits.GetValueOrDefault(write.Wanted.Reference)) ?? Instead(write, tree)))];
    }

    /// <summary>Which commits took objects away; where that is not found, the revision itself, and nobody.</summary>
    /// <param name="before">The revision that declared them; null: it is not to be had.</param>
    /// <param name="tree">The revision that does not.</param>
    /// <param name="gone">The objects.</param>
    public IEnumerable<KeyValuePair<ObjectRef, Provenance>> RemovedBy(WantedTree? before, WantedTree tree, IReadOnlyCollection<ObjectRef> gone)
    {
        var commits = before is null ? null : Removals(before, tree, gone.Where(before.Objects.ContainsKey));
        return gone.Select(subject => KeyValuePair.Create(subject, Of(commits?.GetValueOrDefault(subject)) ?? new(tree.Revision.Id, null)));
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
    private IReadOnlyDictionary<ObjectRef, CommitDetails>? Removals(WantedTree before, WantedTree tree, IEnumerable<ObjectRef> gone)
    {
        try
        {
            using var repository = mirror.Open();
            return new ObjectHistory(repository, tree, () => before, time).OfRemovals(before, gone);
        }
        catch (GitException)
        {
            return null;
        }
    }

    // What somebody else wrote stays where nothing is written in its place.
    private static Provenance? Instead(FleetWrite write, WantedTree tree) => write.Found?.Value?.IsForged is true ? new(tree.Revision.Id, "unknown") : null;

    private static Provenance? Of(CommitDetails? commit) => commit is null ? null : new(commit.Id, commit.Author.Name);

    [GeneratedRegex(@"(?<path>(spec|data|metadata)(\.[A-Za-z0-9]+|\[[0-9]+\])+)", RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex FieldOf();
}
