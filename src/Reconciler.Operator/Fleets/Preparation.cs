using System.Text.RegularExpressions;
using Reconciler.Core.Inventory;
using Reconciler.Git.Fetching;
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
    /// <exception cref="Git.GitException">The repository is broken.</exception>
    public IReadOnlyCollection<PreparedWrite> Of(WantedTree tree, FleetChanges changes)
    {
        using var repository = mirror.Open();
        var begin = time.GetTimestamp();
        var authors = repository.LastChanges(null, tree.Revision, changes.Writes.Select(write => write.Wanted.File), () => time.GetElapsedTime(begin) > LongestSearch);
        var again = changes.Writes.Where(write => !tree.Texts.ContainsKey(write.Wanted.Reference)).GroupBy(write => write.Wanted.File)
            .SelectMany(file => ClusterManifests.Of(TreeReader.ReadAgain(repository, file.First().Wanted, tree.Space)))
            .ToDictionary(manifest => manifest.Object, manifest => manifest.Json.ToUtf8());
        return [.. changes.Writes.AsParallel().AsOrdered().Select(write =>
            PreparedWrite.Of(write, tree.Texts.TryRemove(write.Wanted.Reference, out var text) ? text : again[write.Wanted.Reference], name, authors.GetValueOrDefault(write.Wanted.File)))];
    }

    /// <summary>Where a field of an object stands: <c>file:line:column</c>.</summary>
    public string PlaceOf(WantedTree tree, WantedObject wanted, string path)
    {
        using var repository = mirror.Open();
        return ClusterManifests.Find(TreeReader.ReadAgain(repository, wanted, tree.Space), wanted.Reference, path) is { Line: > 0 } span ? $"{wanted.File}:{span.Line}:{span.Column}" : wanted.File;
    }

    /// <summary>What the server refused, with the place of the field that it names.</summary>
    public string TextOf(WantedTree tree, ObjectRef subject, ApiException problem)
    {
        var path = FieldOf().Match(problem.Detail) is { Success: true } field ? field.Groups["path"].Value : "metadata.name";
        return $"{PlaceOf(tree, tree.Objects[subject], path)}: {subject.Kind} {new ObjectKey(subject.Namespace, subject.Name)} is refused by the server: {problem.Detail}";
    }

    [GeneratedRegex(@"(?<path>(spec|data|metadata)(\.[A-Za-z0-9]+|\[[0-9]+\])+)", RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex FieldOf();
}
