using LibGit2Sharp;
using Reconciler.Git.Fetching.Transports;

namespace Reconciler.Git.Fetching;

/// <summary>Brings a commit and its history into a repository, and no other branch. The library fetches whole histories only.</summary>
internal static class Download
{
    private const int MostNamed = 5;
    private const string RemoteName = "remote";

    /// <summary>Fetches what a request asks for.</summary>
    /// <returns>The commit; its files may still be broken.</returns>
    /// <exception cref="FetchException">It is not to be had.</exception>
    public static Commit Run(Repository repository, FetchSession session)
    {
        try
        {
            return NameOf(session.Request.Reference) is { } name ? Named(repository, session, name) : ById(repository, session, ((GitReference.Commit)session.Request.Reference).Id);
        }
        catch (LibGit2SharpException problem)
        {
            session.ThrowIfEnded();
            throw session.Failure ?? Unexplained(problem, session);
        }
    }

    /// <summary>What the server shows: for each reference what it stands for, and for each such id itself.</summary>
    /// <exception cref="FetchException">It shows nothing.</exception>
    public static IReadOnlyDictionary<string, string> References(FetchSession session)
    {
        RequireRepository(session);
        try
        {
            var known = new Dictionary<string, string>(StringComparer.Ordinal);
            foreach (var reference in Repository.ListRemoteReferences(session.Url).OfType<DirectReference>())
            {
                known[reference.CanonicalName] = known[reference.TargetIdentifier] = reference.TargetIdentifier;
            }

            session.ThrowIfEnded();
            return known;
        }
        catch (LibGit2SharpException problem)
        {
            session.ThrowIfEnded();
            throw session.Failure ?? Unexplained(problem, session);
        }
    }

    /// <summary>The full name of a reference; null: a commit.</summary>
    /// <exception cref="FetchException">Git allows no such name.</exception>
    public static string? NameOf(GitReference reference)
    {
        var name = reference switch
        {
            GitReference.Branch branch => $"refs/heads/{branch.Name}",
            GitReference.Tag tag => $"refs/tags/{tag.Name}",
            _ => null,
        };
        return name is null || Reference.IsValidName(name)
            ? name
            : throw new FetchException(FetchFailure.InvalidRequest, $"{reference} is no name that Git allows: write it without refs/heads/, spaces, '..' or '~^:?*['");
    }

    /// <summary>What is said of a reference that the repository has not.</summary>
    /// <param name="reference">The reference.</param>
    /// <param name="name">Its full name.</param>
    /// <param name="known">Full names of those that it has; null: they are not known.</param>
    public static FetchException Missing(GitReference reference, string name, IEnumerable<string>? known)
    {
        string[] all = [.. known ?? []];
        string[] branches = [.. all.Where(one => one.StartsWith("refs/heads/", StringComparison.Ordinal)).Select(one => one["refs/heads/".Length..])];
        var last = name.Split('/', 3)[^1];
        var advice = known switch
        {
            null => "was it deleted or renamed?",
            _ when branches.Length == 0 => "it is empty",
            _ when all.Contains($"refs/heads/{last}") => "there is a branch of that name",
            _ when all.Contains($"refs/tags/{last}") => "there is a tag of that name",
            _ => $"was it deleted or renamed? Its branches are {string.Join(", ", branches.Take(MostNamed))}{(branches.Length > MostNamed ? ", …" : "")}",
        };
        return new(FetchFailure.NoSuchReference, $"the repository has no {reference}: {advice}");
    }

    /// <summary>Fetches from a URL. The library takes the names of remotes only, so there is one.</summary>
    public static void From(Repository repository, string url, string[] specifications, FetchOptions options)
    {
        var remotes = repository.Network.Remotes;
        if (remotes[RemoteName] is null)
        {
            remotes.Add(RemoteName, url);
        }
        else if (remotes[RemoteName].Url != url)
        {
            remotes.Update(RemoteName, remote => remote.Url = url);
        }

        Commands.Fetch(repository, RemoteName, specifications, options, logMessage: null);
    }

    private static Commit Named(Repository repository, FetchSession session, string name)
    {
        Fetch(repository, session, $"+{name}:{MirrorRefs.Fetched}");
        return repository.Refs[MirrorRefs.Fetched] is not null
            ? Fetched(repository) ?? throw new FetchException(FetchFailure.NoSuchReference, $"{session.Request.Reference} stands for no commit: tag a commit, not a file or folder")
            : throw Missing(session.Request.Reference, name, Known(repository));
    }

    // A commit never changes: one that is here need not be asked for.
    private static Commit ById(Repository repository, FetchSession session, string id)
    {
        if (!ObjectId.TryParse(id, out var wanted) || id.Length != wanted.Sha.Length)
        {
            throw new FetchException(FetchFailure.InvalidRequest, $"'{id}' is no full id of a commit: write all forty hexadecimal digits, as 'git rev-parse' prints them");
        }

        return repository.Lookup<Commit>(wanted) ?? Asked(repository, session, wanted) ?? Searched(repository, session, wanted)
            ?? throw new FetchException(FetchFailure.NoSuchReference, $"no branch or tag of the repository leads to {session.Request.Reference}: was it force-pushed away? Name a commit that is there");
    }

    // Servers may refuse to be asked for an id, and the library says no more than that it failed.
    private static Commit? Asked(Repository repository, FetchSession session, ObjectId wanted)
    {
        if (session.Address is RemoteAddress.Local)
        {
            return null;
        }

        try
        {
            Fetch(repository, session, $"+{wanted.Sha}:{MirrorRefs.Fetched}");
        }
        catch (LibGit2SharpException) when (session.Failure is null or { Failure: FetchFailure.ServerError } && !session.End.IsCancellationRequested)
        {
            session.Forgive();
        }

        return repository.Lookup<Commit>(wanted);
    }

    private static Commit? Searched(Repository repository, FetchSession session, ObjectId wanted)
    {
        foreach (var reference in repository.Refs.FromGlob($"{MirrorRefs.All}*").ToList())
        {
            repository.Refs.Remove(reference);
        }

        Fetch(repository, session, $"+refs/heads/*:{MirrorRefs.All}heads/*", $"+refs/tags/*:{MirrorRefs.All}tags/*");
        return repository.Lookup<Commit>(wanted);
    }

    private static void Fetch(Repository repository, FetchSession session, params string[] specifications)
    {
        RequireRepository(session);
        if (repository.Refs[MirrorRefs.Fetched] is { } old)
        {
            repository.Refs.Remove(old);
        }

        var options = new FetchOptions { TagFetchMode = TagFetchMode.None, Prune = false, OnTransferProgress = progress => GoesOn(session, progress) };
        From(repository, session.Url, specifications, options);
    }

    private static bool GoesOn(FetchSession session, TransferProgress progress)
    {
        try
        {
            session.Expect(Math.Max(session.Received, progress.ReceivedBytes));
            return !session.End.IsCancellationRequested;
        }
        catch (FetchException problem)
        {
            session.Record(problem);
            return false;
        }
    }

    private static Commit? Fetched(Repository repository)
    {
        var found = repository.Lookup(repository.Refs[MirrorRefs.Fetched].TargetIdentifier);
        while (found is TagAnnotation tag)
        {
            found = tag.Target;
        }

        return found is not null
            ? found as Commit
            : throw new FetchException(FetchFailure.Corrupt, "the server sent a reference without its commit: 'git fsck' in the repository tells what is broken");
    }

    private static IEnumerable<string>? Known(Repository repository)
    {
        try
        {
            return [.. repository.Network.ListReferences(repository.Network.Remotes[RemoteName]).Select(reference => reference.CanonicalName)];
        }
        catch (LibGit2SharpException)
        {
            return null;
        }
    }

    private static void RequireRepository(FetchSession session)
    {
        if (session.Address is RemoteAddress.Local local && !Repository.IsValid(local.Folder))
        {
            throw new FetchException(FetchFailure.NoSuchRepository, $"{local.Folder} is no Git repository");
        }
    }

    private static FetchException Unexplained(LibGit2SharpException problem, FetchSession session) => problem.Message switch
    {
        var text when text.Contains("No space left", StringComparison.Ordinal) => new(FetchFailure.StorageFailed, "the mirror's volume is full: make it larger", problem),
        var text when text.Contains("Permission denied", StringComparison.Ordinal) || text.Contains("Read-only", StringComparison.Ordinal) =>
            new(FetchFailure.StorageFailed, "the mirror's folder can not be written: let it belong to the user that runs this", problem),
        var text when text.Contains("not owned by current user", StringComparison.Ordinal) =>
            new(FetchFailure.AccessDenied, "the repository's folder belongs to another user: if you trust it, 'git config --global --add safe.directory FOLDER'", problem),
        _ when session.Address is RemoteAddress.Local local && (problem is NotFoundException || IsBroken(local.Folder, session.Request.Reference)) => new(FetchFailure.Corrupt, $"an object is missing or broken ({Line(problem)}); 'git fsck' in the repository tells which", problem),
        _ => new(FetchFailure.ServerError, $"what was received is no whole answer of Git ({Line(problem)}): it is tried again with the next fetch", problem),
    };

    // The library does not tell its own reading from that of the repository: that of this machine can be looked at.
    private static bool IsBroken(string folder, GitReference reference)
    {
        try
        {
            using var repository = new Repository(folder);
            var name = reference is GitReference.Commit { Id: var id } ? id : repository.Refs[NameOf(reference)]?.TargetIdentifier;
            if (name is not null && repository.Lookup(name)?.Peel<Commit>() is { } commit)
            {
                Wholeness.Check(repository, commit, known: null);
            }

            return false;
        }
        catch (Exception problem) when (problem is LibGit2SharpException or FetchException)
        {
            return true;
        }
    }

    private static string Line(LibGit2SharpException problem) => problem.Message.ReplaceLineEndings(" ").TrimEnd('.', ' ');
}
