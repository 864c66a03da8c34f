using System.Collections.Immutable;
using LibGit2Sharp;
using Reconciler.Git.History;

namespace Reconciler.Git;

/// <summary>
/// A Git repository, read straight from its objects: nothing is checked out and nothing is written. Bare repositories and linked work
/// trees are as good as any. Not safe to use on several threads.
/// </summary>
public sealed class FleetRepository : IDisposable
{
    private readonly Repository _repository;
    private readonly Blobs _blobs;

    private FleetRepository(Repository repository, string folder) => (_repository, _blobs, Folder) = (repository, new(repository.ObjectDatabase), folder);

    /// <summary>Full path that the repository was found from.</summary>
    public string Folder { get; }

    /// <summary>Full path of the work tree without an ending separator; null in a bare repository.</summary>
    public string? WorkTree => _repository.Info.WorkingDirectory is { } path ? Path.TrimEndingDirectorySeparator(path) : null;

    /// <summary>Finds the repository that a folder belongs to.</summary>
    /// <param name="folder">Full path of a folder: inside a work tree, or a bare repository.</param>
    /// <returns>The repository; dispose of it.</returns>
    /// <exception cref="GitException">There is none, or it can not be opened.</exception>
    public static FleetRepository Open(string folder) => Guard.Run($"{folder} can not be opened as a Git repository", () =>
    {
        var root = Upwards(folder).FirstOrDefault(Repository.IsValid) ?? throw new GitException($"{folder} is not in a Git repository: 'git init' makes one, or name one with --repo");
        return new FleetRepository(new(root), folder);
    });

    /// <summary>The commit that a name stands for.</summary>
    /// <param name="name">A branch, a tag, an id, or anything that <c>git rev-parse</c> reads, such as <c>HEAD^1</c>.</param>
    /// <returns>The commit.</returns>
    /// <exception cref="GitException">There is none, or several.</exception>
    public Revision Find(string name) => string.IsNullOrWhiteSpace(name)
        ? throw new GitException("an empty name stands for no commit: is a variable not set?")
        : Guard.Run($"'{name}' can not be read", () => CommitNamed(name) is { } commit ? Of(commit, name) : throw NoSuch(name));

    /// <summary>The commit that two others come from.</summary>
    /// <param name="left">One.</param>
    /// <param name="right">The other.</param>
    /// <returns>Their best common ancestor.</returns>
    /// <exception cref="GitException">None is known here.</exception>
    public Revision MergeBase(Revision left, Revision right) => Guard.Run("the common ancestor can not be found", () =>
    {
        var (one, other) = (_repository.Lookup<Commit>(left.Id), _repository.Lookup<Commit>(right.Id));
        return _repository.ObjectDatabase.FindMergeBase(one, other) is { } found
            ? Of(found, $"merge base of {left.Name} and {right.Name}")
            : throw new GitException($"{left.Name} and {right.Name} have no common ancestor here{ShallowAdvice(": they are unrelated, so name the commit to compare with by --base")}");
    });

    /// <summary>What a branch is compared with where people name nothing: its merge base with the branch that it follows.</summary>
    /// <param name="head">The newer side.</param>
    /// <returns>A commit.</returns>
    /// <exception cref="GitException">No branch to compare with is known, or no common ancestor.</exception>
    public Revision BaseOf(Revision head)
    {
        ArgumentNullException.ThrowIfNull(head);
        var upstream = Guard.Run("the upstream branch can not be read", Upstream);
        return MergeBase(upstream ?? FirstKnown("origin/HEAD", "origin/main", "origin/master", "main", "master"), head);
    }

    /// <summary>Reads the manifests of a commit.</summary>
    /// <param name="revision">The commit.</param>
    /// <param name="paths">Files and folders from the root of the repository; empty text: the root.</param>
    /// <param name="most">The most bytes of a file that are wanted; of a longer one there is one more, all zeros, so that who parses can tell.</param>
    /// <param name="isKnown">Asked with path and blob id of a file: whether its content is known, and so not read; null: all are read.</param>
    /// <returns>The files; none where the commit has no such path.</returns>
    /// <exception cref="GitException">An object is missing or broken.</exception>
    public CommittedFiles Read(Revision revision, IEnumerable<string> paths, int most, Func<string, string, bool>? isKnown = null)
    {
        ArgumentNullException.ThrowIfNull(revision);
        return Guard.Run(
            $"{revision} can not be read{(IsShallow ? "" : "; 'git fsck' tells what is broken")}",
            () => TreeWalk.Of(_repository.Lookup<Commit>(revision.Id).Tree, paths, (path, blob) => isKnown?.Invoke(path, blob.Sha) == true ? default : _blobs.Read(blob, most)));
    }

    /// <summary>Reads one file again.</summary>
    /// <param name="blobId">Object id of its content.</param>
    /// <param name="most">The most bytes that are wanted; of a longer one there is one more, all zeros.</param>
    /// <returns>Its bytes.</returns>
    /// <exception cref="GitException">It is missing or broken.</exception>
    public ReadOnlyMemory<byte> Content(string blobId, int most) => Guard.Run(
        $"the content {blobId} of a file can not be read",
        () => Blobs.Load(_repository.ObjectDatabase, _repository.Lookup<Blob>(blobId) ?? throw new GitException($"the content {blobId} of a file is not in {Folder}"), most));

    /// <summary>Who made a commit, and when.</summary>
    /// <param name="revision">The commit.</param>
    /// <returns>What it says.</returns>
    /// <exception cref="GitException">It can not be read.</exception>
    public CommitDetails Details(Revision revision) => Guard.Run($"{revision} can not be read", () => TreeHistory.Of(Known(revision)));

    /// <summary>Compares two commits by object ids; no file is read.</summary>
    /// <param name="from">The older one; null: nothing.</param>
    /// <param name="to">The newer one.</param>
    /// <returns>The files that differ, by path, ordinal.</returns>
    /// <exception cref="GitException">A commit or folder can not be read.</exception>
    public ImmutableArray<ChangedPath> ChangedPaths(Revision? from, Revision to) => Guard.Run(
        $"{to} can not be compared",
        () => TreeHistory.Changes(_repository, from is null ? null : Known(from), Known(to)));

    /// <summary>Finds the commits that made files what they are, or took them away.</summary>
    /// <param name="from">The older commit; it and what it comes from are not looked at. Null: the whole history is.</param>
    /// <param name="to">The newer commit.</param>
    /// <param name="paths">Files, from the root of the repository.</param>
    /// <returns>By path; only those that differ between the two.</returns>
    /// <exception cref="GitException">A commit or folder can not be read.</exception>
    public IReadOnlyDictionary<string, CommitDetails> LastChanges(Revision? from, Revision to, IEnumerable<string> paths) =>
        LastChanges(from, to, paths.Distinct().ToDictionary(path => path, StringComparer.Ordinal), (_, id) => id, () => false);

    /// <summary>Finds the commits that made what stands in files what it is, or took it away.</summary>
    /// <typeparam name="T">What it is.</typeparam>
    /// <param name="from">The older commit; it and what it comes from are not looked at. Null: the whole history is.</param>
    /// <param name="to">The newer commit.</param>
    /// <param name="files">What is searched for, each with the path of its file from the root of the repository.</param>
    /// <param name="says">What the content of a file, by its object id, says of it; null: there is no such file. It is asked only where the file differs.</param>
    /// <param name="isEnough">Asked before each commit, the newest first, and after it: whether to look no further; what was not found by then is not among the answers.</param>
    /// <returns>Of what differs between the two.</returns>
    /// <exception cref="GitException">A commit or folder can not be read.</exception>
    public IReadOnlyDictionary<T, CommitDetails> LastChanges<T>(Revision? from, Revision to, IReadOnlyDictionary<T, string> files, Func<T, string?, string?> says, Func<bool> isEnough)
        where T : notnull => Guard.Run(
            $"the history of {to} can not be read",
            () => new HistorySearch<T>(_repository, files, says, isEnough).Run(from is null ? null : Known(from), Known(to)));

    /// <summary>Lets go of the repository.</summary>
    public void Dispose() => _repository.Dispose();

    private bool IsShallow => _repository.Info.IsShallow;

    // Not Repository.Discover: what libgit2 writes into a buffer never comes back to code that is compiled ahead of time.
    private static IEnumerable<string> Upwards(string folder)
    {
        for (var current = folder; current is not null; current = Path.GetDirectoryName(current))
        {
            yield return current;
        }
    }

    // Not Head.TrackedBranch: for the same reason.
    private Revision? Upstream()
    {
        const string Name = "@{upstream}";
        if (_repository.Info.IsHeadDetached || CommitNamed(Name) is not { } tip)
        {
            return null;
        }

        _repository.RevParse(Name, out var branch, out _);
        return Of(tip, ShortName(branch));
    }

    private static string ShortName(Reference reference) => reference.CanonicalName.Split('/', 3)[^1];

    private Commit? CommitNamed(string name) => _repository.Lookup(name)?.Peel<Commit>();

    private Commit Known(Revision revision) => _repository.Lookup<Commit>(revision.Id) ?? throw new GitException($"{revision} is not in {Folder}");

    private Revision FirstKnown(params string[] names) =>
        names.Where(name => CommitNamed(name) is not null).Select(Find).FirstOrDefault()
            ?? throw new GitException("no branch to compare with is known here (no upstream, no origin/main, no main): name a commit with --base");

    /// <summary>The commit that a name stands for; null: none.</summary>
    internal Revision? TryFind(string name) => Guard.Run($"'{name}' can not be read", () => CommitNamed(name) is { } commit ? Of(commit, name) : null);

    internal static Revision Of(Commit commit, string name) => new(commit.Sha, name, OneLine.Of(commit.Author.Name), commit.Committer.When);

    private GitException NoSuch(string name)
    {
        var near = _repository.Refs
            .Select(ShortName)
            .Where(known => known.EndsWith("/" + name, StringComparison.Ordinal) || known.StartsWith(name, StringComparison.OrdinalIgnoreCase))
            .Order(StringComparer.Ordinal)
            .FirstOrDefault();
        return new($"there is no commit '{name}' here{(near is not null ? $"; did you mean '{near}'?" : ShallowAdvice("; 'git branch -a' lists the branches"))}");
    }

    private string ShallowAdvice(string otherwise) =>
        IsShallow ? ": this clone is shallow. Fetch the rest with 'git fetch --unshallow' (for actions/checkout: fetch-depth: 0)" : otherwise;
}
