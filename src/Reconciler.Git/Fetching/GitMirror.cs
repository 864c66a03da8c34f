using LibGit2Sharp;
using Reconciler.Git.Fetching.Transports;

namespace Reconciler.Git.Fetching;

/// <summary>
/// A bare copy of a repository in a folder of its own, fetched again and again. A failed fetch changes nothing that was there, and a crash leaves
/// a folder that the next fetch can use. One fetch at a time, also among processes.
/// </summary>
/// <param name="folder">Full path of a folder that nobody else uses; made where missing.</param>
/// <param name="clock">Measures deadlines.</param>
public sealed class GitMirror(string folder, TimeProvider clock)
{
    // The library looks into every pack: so many, and the mirror is made anew.
    private const int MostPacks = 200;

    // What can not be interrupted is the file system, and the library while it computes: then the fetch is left behind, and holds the folder until it ends.
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(10);

    private readonly MirrorFolder _folder = new(folder);
    private string? _whole;

    /// <summary>Fetches a commit and makes sure that all of its files are there. A broken mirror is made anew, once.</summary>
    /// <param name="request">What, from where.</param>
    /// <param name="stop">Ends it early.</param>
    /// <returns>The commit.</returns>
    /// <exception cref="FetchException">It failed: see the reason.</exception>
    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    public async Task<FetchedCommit> FetchAsync(FetchRequest request, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(request);
        var work = Task.Factory.StartNew(() => Fetch(request, stop), CancellationToken.None, TaskCreationOptions.LongRunning | TaskCreationOptions.DenyChildAttach, TaskScheduler.Default);
        try
        {
            return await work.WaitAsync(request.Deadline + Grace, clock, CancellationToken.None);
        }
        catch (TimeoutException)
        {
            throw FetchSession.TimedOut(request.Deadline);
        }
    }

    /// <summary>Opens the mirror for reading.</summary>
    /// <returns>The repository. A fetch beside it does no harm, unless that makes the mirror anew: then what was not read yet may be gone.</returns>
    /// <exception cref="GitException">Nothing was fetched yet.</exception>
    public FleetRepository Open() => FleetRepository.Open(_folder.Current);

    /// <summary>The commit that was last called good; null: none, or it is in no mirror any more.</summary>
    /// <exception cref="GitException">The mirror is broken.</exception>
    public Revision? Good()
    {
        if (!Directory.Exists(_folder.Current))
        {
            return null;
        }

        using var repository = Open();
        return repository.TryFind(MirrorRefs.Good);
    }

    /// <summary>Calls a commit good: it stays in the mirror, whatever is fetched later.</summary>
    /// <param name="revision">A commit of the mirror.</param>
    /// <exception cref="GitException">It is not there.</exception>
    public void Keep(Revision revision)
    {
        ArgumentNullException.ThrowIfNull(revision);
        Guard.Run($"{revision} can not be kept", () =>
        {
            using var repository = new Repository(_folder.Current);
            var commit = repository.Lookup<Commit>(revision.Id) ?? throw new GitException($"{revision} is not in the mirror: fetch it first");
            return repository.Refs.Add(MirrorRefs.Good, commit.Id, allowOverwrite: true);
        });
    }

    /// <summary>Removes credentials that stayed in a mirror's folder since the process was killed that fetched. A fetch that is under way removes its own.</summary>
    /// <param name="folder">Full path of the folder.</param>
    /// <exception cref="IOException">They can not be removed.</exception>
    /// <exception cref="UnauthorizedAccessException">They can not be removed.</exception>
    public static void RemoveSecrets(string folder)
    {
        var left = new MirrorFolder(folder);
        if (!Directory.Exists(left.Secrets))
        {
            return;
        }

        try
        {
            using var hold = left.Hold();
            SecretFiles.Remove(left.Secrets);
        }
        catch (FetchException problem) when (problem.Failure is FetchFailure.Busy)
        {
            // Whoever holds it is not killed yet.
        }
    }

    private FetchedCommit Fetch(FetchRequest request, CancellationToken stop)
    {
        var address = RemoteAddress.Of(request);
        try
        {
            using var hold = _folder.Hold();
            _folder.Tidy();
            using var session = new FetchSession(request, address, _folder.Secrets, clock, stop);
            try
            {
                return _folder.HasMirrorOf(request.Url) && _folder.CountPacks() < MostPacks && Update(session) is { } commit ? commit : MakeAnew(session);
            }
            finally
            {
                SecretFiles.Remove(_folder.Secrets);
            }
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException or LibGit2SharpException)
        {
            throw new FetchException(FetchFailure.StorageFailed, $"the mirror's folder {folder} can not be used: is the volume full, or does it belong to another user? ({problem.GetType().Name})", problem);
        }
    }

    // Null: the mirror is broken.
    private FetchedCommit? Update(FetchSession session)
    {
        try
        {
            using var repository = new Repository(_folder.Current);
            return Finish(repository, session, madeAnew: false);
        }
        catch (LibGit2SharpException)
        {
            return null;
        }
        catch (FetchException problem) when (problem.Failure is FetchFailure.Corrupt || (problem.Failure is FetchFailure.ServerError && !IsWhole()))
        {
            return null;
        }
    }

    private FetchedCommit MakeAnew(FetchSession session)
    {
        FetchedCommit commit;
        using (var repository = _folder.Begin())
        {
            _whole = null;
            commit = Finish(repository, session, madeAnew: true);
            CarryOver(repository);
        }

        _folder.Take(session.Request.Url);
        return commit;
    }

    private FetchedCommit Finish(Repository repository, FetchSession session, bool madeAnew)
    {
        var commit = Download.Run(repository, session);
        Wholeness.Check(repository, commit, _whole is null ? null : repository.Lookup<Commit>(_whole));
        repository.Refs.Add(MirrorRefs.Head, commit.Id, allowOverwrite: true);
        _whole = commit.Sha;
        var name = session.Request.Reference switch
        {
            GitReference.Branch branch => branch.Name,
            GitReference.Tag tag => tag.Name,
            _ => commit.Sha,
        };
        return new(FleetRepository.Of(commit, name), session.Received, madeAnew);
    }

    // The commit that was called good may be on no branch of the server any more.
    private void CarryOver(Repository fresh)
    {
        try
        {
            if (Repository.IsValid(_folder.Current))
            {
                Download.From(fresh, new Uri(_folder.Current).AbsoluteUri, [$"+{MirrorRefs.Good}:{MirrorRefs.Good}"], new() { TagFetchMode = TagFetchMode.None });
            }
        }
        catch (LibGit2SharpException)
        {
            // It is lost with the broken mirror; what was fetched is whole without it.
        }
    }

    private bool IsWhole()
    {
        try
        {
            using var repository = new Repository(_folder.Current);
            if (repository.Refs[MirrorRefs.Head] is not { } head)
            {
                return true;
            }

            var commit = repository.Lookup<Commit>(head.TargetIdentifier);
            if (commit is not null)
            {
                Wholeness.Check(repository, commit, known: null);
            }

            return commit is not null;
        }
        catch (Exception problem) when (problem is LibGit2SharpException or FetchException)
        {
            return false;
        }
    }
}
