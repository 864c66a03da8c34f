using Reconciler.Git.Fetching.Transports;

namespace Reconciler.Git.Fetching;

/// <summary>Asks a server whether a repository is there, whether it lets us in, and for a reference. Nothing is fetched, and nothing is kept.</summary>
public static class GitInquiry
{
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(10);

    /// <summary>Asks.</summary>
    /// <param name="request">For what, and where.</param>
    /// <param name="clock">Measures the deadline.</param>
    /// <param name="stop">Ends it early.</param>
    /// <returns>The commit or tag object that the reference stands for now; null: a commit that no branch or tag stands for, of which only a fetch tells whether it is there.</returns>
    /// <exception cref="FetchException">It is not to be had: see the reason.</exception>
    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    public static async Task<string?> FindAsync(FetchRequest request, TimeProvider clock, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(request);
        var work = Task.Factory.StartNew(() => Find(request, clock, stop), CancellationToken.None, TaskCreationOptions.LongRunning | TaskCreationOptions.DenyChildAttach, TaskScheduler.Default);
        try
        {
            return await work.WaitAsync(request.Deadline + Grace, clock, CancellationToken.None);
        }
        catch (TimeoutException)
        {
            throw FetchSession.TimedOut(request.Deadline);
        }
    }

    private static string? Find(FetchRequest request, TimeProvider clock, CancellationToken stop)
    {
        var (address, wanted) = (RemoteAddress.Of(request), Download.NameOf(request.Reference));
        try
        {
            var folder = Directory.CreateTempSubdirectory("reconciler-ask-");
            try
            {
                using var session = new FetchSession(request, address, Path.Combine(folder.FullName, "secrets"), clock, stop);
                var known = Download.References(session);
                return wanted is null
                    ? known.GetValueOrDefault(((GitReference.Commit)request.Reference).Id)
                    : known.TryGetValue(wanted, out var id) ? id : throw Download.Missing(request.Reference, wanted, known.Keys);
            }
            finally
            {
                folder.Delete(recursive: true);
            }
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            throw new FetchException(FetchFailure.StorageFailed, $"the folder for temporary files can not be used ({problem.GetType().Name})", problem);
        }
    }
}
