using System.Net.Http.Headers;
using System.Text;
using k8s.Authentication;

namespace Reconciler.Kubernetes.Connecting;

/// <summary>A header that never changes, or none.</summary>
internal sealed class FixedBearer(AuthenticationHeaderValue? header) : IBearer
{
    /// <summary>A certificate says who we are.</summary>
    public static FixedBearer None { get; } = new(null);

    /// <summary>A token.</summary>
    public static FixedBearer Token(string token) => new(new("Bearer", token));

    /// <summary>A user and a password.</summary>
    public static FixedBearer Basic(string user, string password) =>
        new(new("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{user}:{password}"))));

    public ValueTask<AuthenticationHeaderValue?> HeaderAsync(CancellationToken stop) => ValueTask.FromResult(header);

    public void Refused(AuthenticationHeaderValue? header) { }
}

/// <summary>What a program of the kubeconfig (<c>exec</c>, <c>auth-provider</c>) says. It remembers the token until that ends, or is refused.</summary>
/// <param name="provider">Asks the program.</param>
/// <param name="renew">Makes one that remembers nothing; asks the program too.</param>
internal sealed class PluginBearer(ITokenProvider provider, Func<ITokenProvider> renew) : IBearer
{
    private volatile Answer? _last = new(provider, null);

    public async ValueTask<AuthenticationHeaderValue?> HeaderAsync(CancellationToken stop)
    {
        var asked = _last?.Provider ?? await Task.Run(renew, stop);
        var header = await asked.GetAuthenticationHeaderAsync(stop);
        _last = new(asked, header);
        return header;
    }

    // Of many requests with a token that was withdrawn only the first asks for another.
    public void Refused(AuthenticationHeaderValue? header)
    {
        if (_last is { } last && Equals(last.Header, header))
        {
            _last = null;
        }
    }

    private sealed record Answer(ITokenProvider Provider, AuthenticationHeaderValue? Header);
}

/// <summary>A token in a file that the kubelet replaces before it ends.</summary>
/// <param name="path">The file.</param>
/// <param name="time">Measures how old what was read is.</param>
internal sealed class TokenFileBearer(string path, TimeProvider time) : IBearer
{
    // client-go's figure: tokens are replaced at 80 % of an hour or more.
    private static readonly TimeSpan Fresh = TimeSpan.FromMinutes(1);

    private volatile Reading? _last;

    public async ValueTask<AuthenticationHeaderValue?> HeaderAsync(CancellationToken stop)
    {
        if (_last is { } last && time.GetElapsedTime(last.At) < Fresh)
        {
            return last.Header;
        }

        var at = time.GetTimestamp();
        var token = (await File.ReadAllTextAsync(path, stop)).Trim();
        var read = new Reading(new("Bearer", token), at);
        _last = read;
        return read.Header;
    }

    public void Refused(AuthenticationHeaderValue? header) => _last = null;

    private sealed record Reading(AuthenticationHeaderValue Header, long At);
}
