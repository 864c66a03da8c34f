using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using Reconciler.Api;
using Reconciler.Core.Inventory;
using Reconciler.Core.Policy;
using Reconciler.Git;
using Reconciler.Kubernetes.Objects;
using Reconciler.Manifests;

namespace Reconciler.Operator.Fleets;

/// <summary>
/// What the files of a commit declare. Files whose content was read before are not read again. One file that can not be read, or one object that
/// is declared twice, and the revision is refused whole. Used by one thread at a time.
/// </summary>
/// <param name="home">Namespace of the fleet source: the only one that it may declare fleet sources in. Elsewhere they would send that namespace's passwords where the repository likes.</param>
internal sealed class TreeReader(string home)
{
    private const int MostProblems = 3;

    private Dictionary<(string Path, string Id), ImmutableArray<WantedObject>> _known = [];
    private string _space = "";

    /// <summary>Reads a commit.</summary>
    /// <param name="repository">The repository.</param>
    /// <param name="revision">The commit.</param>
    /// <param name="path">Folder or file in it; empty: all.</param>
    /// <param name="space">Namespace of objects that name none.</param>
    /// <param name="stop">Gives up.</param>
    /// <exception cref="SyncException">Something can not be read.</exception>
    /// <exception cref="GitException">The repository is broken.</exception>
    public WantedTree Read(FleetRepository repository, Revision revision, string path, string space, CancellationToken stop)
    {
        if (_space != space)
        {
            (_space, _known) = (space, []);
        }

        var files = repository.Read(revision, [Normal(path)], ManifestFile.MostBytes, (file, id) => _known.ContainsKey((file, id))).Files;
        var known = new ConcurrentDictionary<(string Path, string Id), ImmutableArray<WantedObject>>();
        var (texts, problems) = (new ConcurrentDictionary<ObjectRef, byte[]>(), new ConcurrentBag<Finding>());
        Parallel.ForEach(files, new ParallelOptions { CancellationToken = stop }, file =>
            known[(file.Path, file.BlobId)] = _known.TryGetValue((file.Path, file.BlobId), out var objects) ? objects : Parse(file, space, texts, problems.Add));
        ThrowIfAny(problems);
        _known = known.ToDictionary();
        return new(revision, WantedTree.NameOf(revision), Gather(repository, files.SelectMany(file => _known[(file.Path, file.BlobId)]), space), DigestOf(files, space), path, space) { Texts = texts };
    }

    /// <summary>Reads the file of an object again: no more than one is ever held whole.</summary>
    /// <param name="repository">The repository.</param>
    /// <param name="wanted">The object.</param>
    /// <param name="space">Namespace of objects that name none.</param>
    /// <exception cref="GitException">The repository is broken.</exception>
    public static FileContents ReadAgain(FleetRepository repository, WantedObject wanted, string space) =>
        ManifestReader.Read(new(wanted.File, repository.Content(wanted.Blob, ManifestFile.MostBytes)), space);

    private ImmutableArray<WantedObject> Parse(CommittedFile file, string space, ConcurrentDictionary<ObjectRef, byte[]> texts, Action<Finding> report)
    {
        var contents = ManifestReader.Read(new(file.Path, file.Content), space);
        foreach (var problem in FleetAssembler.Assemble([contents]).Problems.Where(problem => problem.Severity == Severity.Error))
        {
            report(problem);
        }

        var manifests = ClusterManifests.Of(contents);
        foreach (var foreign in manifests.Select(manifest => manifest.Object).Where(subject => subject.Kind == nameof(FleetSource) && subject.Namespace != home))
        {
            report(new()
            {
                Rule = FleetReasons.Refused,
                Severity = Severity.Error,
                Message = $"FleetSource {new ObjectKey(foreign.Namespace, foreign.Name)} is in another namespace than '{home}', whose repository this is: it would be read with secrets of '{foreign.Namespace}'",
                Remedy = $"declare it in '{home}', or let a person create it",
                Object = foreign,
                File = file.Path,
                Span = ClusterManifests.Find(contents, foreign, "metadata.namespace") ?? default,
            });
        }

        return [.. manifests.Select(manifest => WantedObject.Of(manifest, texts[manifest.Object] = manifest.Json.ToUtf8(), file.Path, file.BlobId))];
    }

    /// <summary>Where a field of an object stands: <c>file:line:column</c>.</summary>
    /// <param name="repository">The repository.</param>
    /// <param name="wanted">The object.</param>
    /// <param name="space">Namespace of objects that name none.</param>
    /// <param name="path">The field; where it is not written, what is above it counts.</param>
    /// <exception cref="GitException">The repository is broken.</exception>
    public static string PlaceOf(FleetRepository repository, WantedObject wanted, string space, string path) =>
        ClusterManifests.Find(ReadAgain(repository, wanted, space), wanted.Reference, path) is { Line: > 0 } span ? $"{wanted.File}:{span.Line}:{span.Column}" : wanted.File;

    private static ImmutableDictionary<ObjectRef, WantedObject> Gather(FleetRepository repository, IEnumerable<WantedObject> all, string space)
    {
        var objects = ImmutableDictionary.CreateBuilder<ObjectRef, WantedObject>();
        foreach (var wanted in all)
        {
            if (!objects.TryAdd(wanted.Reference, wanted))
            {
                var (kind, own, name) = wanted.Reference;
                throw Refused($"{PlaceOf(repository, wanted, space, "metadata.name")}: {kind} '{new ObjectKey(own, name)}' is declared twice: here, and at {PlaceOf(repository, objects[wanted.Reference], space, "metadata.name")}; rename one of them, or remove it");
            }
        }

        return objects.ToImmutable();
    }

    private static void ThrowIfAny(ConcurrentBag<Finding> problems)
    {
        if (!problems.IsEmpty)
        {
            var lines = problems.OrderBy(problem => problem.File, StringComparer.Ordinal).ThenBy(problem => problem.Span.Line).ThenBy(problem => problem.Span.Column)
                .Select(problem => $"{problem.File}:{problem.Span.Line}:{problem.Span.Column}: {problem.Message}{(problem.Remedy.Length == 0 ? "" : $"; {problem.Remedy}")}").ToArray();
            throw Refused(string.Join(" · ", lines.Take(MostProblems)) + (lines.Length > MostProblems ? $" · and {lines.Length - MostProblems} more" : ""));
        }
    }

    // People write ./fleet and fleet/ too.
    private static string Normal(string path) => string.Join('/', path.Split('/', StringSplitOptions.RemoveEmptyEntries).Where(part => part != "."));

    private static SyncException Refused(string message) => new(FleetReasons.Refused, message) { NeedsPerson = true };

    private static string DigestOf(ImmutableArray<CommittedFile> files, string space) =>
        "sha256:" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{space}\n" + string.Concat(files.Select(file => $"{file.BlobId} {file.Path}\n")))));
}
