using System.CommandLine;
using Reconciler.Cli.Arguments;
using Reconciler.Core.Planning;
using Reconciler.Engine.Comparing;
using Reconciler.Engine.Passes;
using Reconciler.Engine.Worlds;
using Reconciler.Git;

namespace Reconciler.Cli.Comparing;

/// <summary>Reads both trees of a comparison and compares them.</summary>
/// <param name="shell">What commands touch.</param>
/// <param name="fleet">The fleet's arguments.</param>
/// <param name="trees">The trees' arguments.</param>
internal sealed class TwoTrees(Shell shell, FleetArguments fleet, ComparisonArguments trees)
{
    /// <summary>The comparison.</summary>
    /// <param name="words">The command line.</param>
    /// <param name="ledger">What the world has been told; null: nobody knows.</param>
    /// <param name="options">How the pass differs from the ordinary one.</param>
    /// <returns>The difference.</returns>
    /// <exception cref="GitException">A commit can not be found or read.</exception>
    public Comparison Compare(ParseResult words, Ledger? ledger, PlanOptions options)
    {
        var now = fleet.Now(words);
        if (ledger is not null)
        {
            EarlierThanLedgerException.ThrowIfEarlier(now, ledger, isGiven: true);
        }

        var folder = trees.Repository(words) is { } named ? Path.GetFullPath(named, shell.WorkingFolder) : shell.WorkingFolder;
        if (!Directory.Exists(folder))
        {
            throw new UsageException($"{trees.Repository(words)}: no such folder");
        }

        using var repository = FleetRepository.Open(folder);
        var location = Location(words, repository, trees.Repository(words) is not null);
        var cache = new ManifestCache(location.DefaultNamespace);
        var commits = new CommitWorld(repository, location, cache);

        var newest = repository.Find(trees.Newer(words) ?? "HEAD");
        var older = trees.Older(words) is { } name ? OlderNamed(name, words, repository) : repository.BaseOf(newest);
        var newer = trees.Newer(words) is null ? WorkTree(repository, location, cache) : SideOf(commits, newest);
        return Comparison.Of(Planner.Plan, OlderSide(commits, older, newer), RequireFiles(newer), ledger, now, options);
    }

    // --base takes the next word for its commit, also where people meant the fleet.
    private Revision OlderNamed(string name, ParseResult words, FleetRepository repository)
    {
        try
        {
            return repository.Find(name);
        }
        catch (GitException) when (name.Length > 0 && !fleet.HasPaths(words) && Path.Exists(Path.GetFullPath(name, shell.WorkingFolder)))
        {
            throw new UsageException($"there is no commit '{name}' here, but a folder or file: to compare it with the upstream branch, write --base after it");
        }
    }

    private FleetLocation Location(ParseResult words, FleetRepository repository, bool isNamed)
    {
        var location = fleet.HasPaths(words) ? fleet.Location(words) : fleet.Location(words, repository.WorkTree is null || isNamed ? "" : ".");
        return isNamed && repository.WorkTree is { } tree
            ? location with { Paths = [.. location.Paths.Select(path => Path.Combine(tree, path))] }
            : location;
    }

    private Side WorkTree(FleetRepository repository, FleetLocation location, ManifestCache cache) => repository.WorkTree is null
        ? throw new UsageException("a bare repository has no work tree: name the newer commit with --head")
        : new("the work tree", new FolderWorld(location, shell.Input, cache).Read(), []);

    private static Side SideOf(CommitWorld commits, Revision revision)
    {
        var (read, notes) = commits.Read(revision, CancellationToken.None);
        return new(revision.ToString(), read, notes);
    }

    // A fleet may be new. But a path that neither side has was mistyped, and one that only the newer lacks would cancel everything.
    private static Side OlderSide(CommitWorld commits, Revision revision, Side newer)
    {
        var side = SideOf(commits, revision);
        return side.Fleet.Files == 0 && newer.Fleet.Files == 0 ? throw new UsageException(side.Notes.Concat(newer.Notes).Last()) : side;
    }

    private static Side RequireFiles(Side newer) =>
        newer.Fleet.Files > 0 ? newer : throw new UsageException($"{newer.Notes.Last()}: an empty tree would cancel everything that was announced. Check the path");
}
