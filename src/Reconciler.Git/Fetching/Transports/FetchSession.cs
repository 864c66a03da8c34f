using System.Globalization;
using LibGit2Sharp;

namespace Reconciler.Git.Fetching.Transports;

/// <summary>
/// One conversation with a server. The library makes its transports by itself, on the thread that fetches, and knows only a URL that says
/// nothing: neither address nor credential ever reaches the library or a file. A session counts, ends at the deadline, and remembers what went
/// wrong first: the library's own messages say little.
/// </summary>
internal sealed class FetchSession : IDisposable
{
    // Kept, so that the library's pointers to them stay good.
    private static readonly object[] Registrations =
    [
        GlobalSettings.RegisterSmartSubtransport<HttpTransport>("reconciler-http"),
        GlobalSettings.RegisterSmartSubtransport<SshTransport>("reconciler-ssh"),
    ];

    [ThreadStatic]
    private static FetchSession? _current;

    private readonly CancellationToken _stop;
    private readonly CancellationTokenSource _deadline;
    private readonly CancellationTokenSource _end;

    public FetchSession(FetchRequest request, RemoteAddress address, string secrets, TimeProvider clock, CancellationToken stop)
    {
        (Request, Address, Secrets, _stop) = (request, address, secrets, stop);
        _deadline = new(request.Deadline, clock);
        _end = CancellationTokenSource.CreateLinkedTokenSource(stop, _deadline.Token);
        Url = address switch
        {
            RemoteAddress.Local local => new Uri(local.Folder).AbsoluteUri,
            RemoteAddress.Ssh => "reconciler-ssh://remote/",
            _ => "reconciler-http://remote/",
        };
        _current = Registrations.Length > 0 ? this : null;
    }

    public FetchRequest Request { get; }

    public RemoteAddress Address { get; }

    /// <summary>Folder for what must not stay: the key while <c>ssh</c> runs.</summary>
    public string Secrets { get; }

    /// <summary>What the library is told to fetch from.</summary>
    public string Url { get; }

    public long Received { get; private set; }

    /// <summary>Ends at the deadline, and when the caller wants no more.</summary>
    public CancellationToken End => _end.Token;

    /// <summary>What went wrong first; null: nothing that is known here.</summary>
    public FetchException? Failure { get; private set; }

    /// <summary>The one of this thread.</summary>
    public static FetchSession Current => _current ?? throw new InvalidOperationException("no fetch runs on this thread");

    /// <summary>Counts bytes of the server.</summary>
    /// <exception cref="FetchException">They are too many.</exception>
    public void Count(int bytes) => Expect(Received + bytes);

    /// <summary>Takes a count of bytes that somebody else made.</summary>
    /// <exception cref="FetchException">They are too many.</exception>
    public void Expect(long bytes)
    {
        Received = bytes;
        if (bytes > Request.MostBytes)
        {
            throw new FetchException(FetchFailure.TooLarge, string.Create(CultureInfo.InvariantCulture, $"the repository sends more than {Request.MostBytes / 1024.0 / 1024:0.#} MiB: keep large files out of it, or give the fleet a repository of its own"));
        }
    }

    /// <summary>Remembers the first thing that went wrong; a stop or the deadline explains all that follows from it.</summary>
    public void Record(Exception problem) => Failure ??= problem switch
    {
        FetchException known => known,
        _ when _deadline.IsCancellationRequested => TimedOut(Request.Deadline),
        HttpRequestException or IOException => HttpProblem.Of(problem, Address),
        _ => new(FetchFailure.ServerError, $"the conversation with the server failed ({problem.GetType().Name}): try again, and look at the server if it stays", problem),
    };

    /// <summary>Forgets a failure that another way may get around.</summary>
    public void Forgive() => Failure = null;

    /// <summary>Throws where the caller wants no more, or the deadline passed.</summary>
    public void ThrowIfEnded()
    {
        _stop.ThrowIfCancellationRequested();
        if (_deadline.IsCancellationRequested)
        {
            throw Failure ?? TimedOut(Request.Deadline);
        }
    }

    public static FetchException TimedOut(TimeSpan deadline) => new(
        FetchFailure.TimedOut,
        string.Create(CultureInfo.InvariantCulture, $"not fetched within {deadline.TotalSeconds:0.#} s: the server is slow or hangs, or a firewall swallows what is sent; allow more time if the repository is big"));

    public void Dispose()
    {
        _current = null;
        _end.Dispose();
        _deadline.Dispose();
    }
}
