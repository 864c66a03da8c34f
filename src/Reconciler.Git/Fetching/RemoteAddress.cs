using System.Globalization;
using System.Text.RegularExpressions;

namespace Reconciler.Git.Fetching;

/// <summary>Where a repository is, taken apart.</summary>
internal abstract partial record RemoteAddress
{
    /// <summary>Over HTTP.</summary>
    /// <param name="Base">The repository, without an ending slash.</param>
    public sealed record Http(Uri Base) : RemoteAddress;

    /// <summary>Over SSH.</summary>
    public sealed record Ssh(string User, string Host, int? Port, string Path) : RemoteAddress;

    /// <summary>A folder of this machine.</summary>
    public sealed record Local(string Folder) : RemoteAddress;

    /// <summary>Reads the URL of a request and holds it against the credentials.</summary>
    /// <exception cref="FetchException">They can not be used.</exception>
    public static RemoteAddress Of(FetchRequest request)
    {
        var address = Parse(request.Url);
        return (address, request.Credentials) switch
        {
            (Http, GitCredentials.SshKey) => throw Invalid("an SSH key is of no use for an https:// URL: give username and password, or bearerToken"),
            (Http { Base.Scheme: "http" }, GitCredentials.Basic or GitCredentials.Bearer) => throw Invalid("a password or token is not sent over http://, where anybody could read it: use https://"),
            (Ssh, not GitCredentials.SshKey) => throw Invalid("SSH needs a key: give the private key (identity) and known_hosts"),
            _ => address,
        };
    }

    private static RemoteAddress Parse(string url)
    {
        if (ScpForm().Match(url) is { Success: true } scp)
        {
            return new Ssh(scp.Groups["user"].Value, scp.Groups["host"].Value, Port: null, scp.Groups["path"].Value);
        }

        if (!Uri.TryCreate(url, UriKind.Absolute, out var uri) || url.Any(char.IsControl))
        {
            throw Invalid("the URL can not be read: write https://host/path, ssh://git@host/path or git@host:path");
        }

        return uri switch
        {
            { Scheme: "https" or "http", UserInfo.Length: > 0 } => throw Invalid("the URL has a user or password in it: take it out and give it as a credential"),
            { Scheme: "https" or "http", Query.Length: 0, Fragment.Length: 0 } => new Http(new(uri.GetLeftPart(UriPartial.Path).TrimEnd('/'))),
            { Scheme: "ssh" } when uri.UserInfo.Contains(':', StringComparison.Ordinal) => throw Invalid("the URL has a password in it: SSH works with keys only"),
            { Scheme: "ssh", IsDefaultPort: var isDefault } when IsPlain(uri.UserInfo) && IsPlain(uri.Host) && uri.AbsolutePath.Length > 1 =>
                new Ssh(UserOf(uri), uri.IdnHost, isDefault || uri.Port < 0 ? null : uri.Port, PathOf(uri)),
            { IsFile: true, Host.Length: 0 } when url.StartsWith("file:", StringComparison.OrdinalIgnoreCase) => new Local(uri.LocalPath),
            { IsFile: true } => throw Invalid("a path is no URL: write https://host/path, ssh://git@host/path or git@host:path"),
            _ => throw Invalid(string.Create(CultureInfo.InvariantCulture, $"'{uri.Scheme}' URLs of this form can not be fetched: write https://host/path, ssh://git@host/path or git@host:path")),
        };
    }

    private static string UserOf(Uri uri) => uri.UserInfo.Length > 0 ? Uri.UnescapeDataString(uri.UserInfo) : "git";

    // As Git does: ssh://host/~jane/fleet is a path below Jane's home.
    private static string PathOf(Uri uri) => Uri.UnescapeDataString(uri.AbsolutePath) is ['/', '~', ..] path ? path[1..] : Uri.UnescapeDataString(uri.AbsolutePath);

    // What begins with a dash would be an option of the ssh program.
    private static bool IsPlain(string part) => !Uri.UnescapeDataString(part).StartsWith('-');

    private static FetchException Invalid(string message) => new(FetchFailure.InvalidRequest, message);

    [GeneratedRegex(@"^(?<user>[A-Za-z0-9_][A-Za-z0-9._-]*)@(?<host>[A-Za-z0-9][A-Za-z0-9.-]*):(?<path>[^-/:\s][^\p{Cc}]*|/[^/][^\p{Cc}]*)$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex ScpForm();
}
