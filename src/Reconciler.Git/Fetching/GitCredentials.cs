namespace Reconciler.Git.Fetching;

/// <summary>What a server is shown. The values are never part of a message, nor of the text form.</summary>
public abstract record GitCredentials
{
    private GitCredentials()
    {
    }

    /// <summary>Nothing: the repository is public.</summary>
    public static GitCredentials None { get; } = new Anonymous();

    /// <summary>Shows the kind only.</summary>
    /// <returns>Such as <c>Basic</c>.</returns>
    public sealed override string ToString() => GetType().Name;

    /// <summary>HTTPS with a user and a password, or a token in its place.</summary>
    /// <param name="User">A user name; many hosts take any with a token.</param>
    /// <param name="Password">A password or token. Line ends behind it do not count.</param>
    public sealed record Basic(string User, string Password) : GitCredentials;

    /// <summary>HTTPS with a token as <c>Authorization: Bearer</c>.</summary>
    /// <param name="Token">The token. Line ends behind it do not count.</param>
    public sealed record Bearer(string Token) : GitCredentials;

    /// <summary>SSH with a key.</summary>
    /// <param name="PrivateKey">A private key without passphrase, in a form that OpenSSH reads.</param>
    /// <param name="KnownHosts">The server's keys, lines as <c>ssh-keyscan</c> prints them.</param>
    public sealed record SshKey(string PrivateKey, string KnownHosts) : GitCredentials;

    private sealed record Anonymous : GitCredentials;
}
