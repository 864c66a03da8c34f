namespace Reconciler.Git.Fetching;

/// <summary>What to fetch, from where, and within which limits.</summary>
/// <param name="Url"><c>https://…</c>, <c>ssh://user@host:port/path</c>, <c>user@host:path</c> or <c>file:///…</c>; <c>http://…</c> only without credentials. No credential in it.</param>
/// <param name="Reference">A branch, tag or commit.</param>
public sealed record FetchRequest(string Url, GitReference Reference)
{
    /// <summary>What the server is shown; default: nothing.</summary>
    public GitCredentials Credentials { get; init; } = GitCredentials.None;

    /// <summary>Certificates in PEM that are trusted instead of those of the system; null: those of the system.</summary>
    public string? CaBundle { get; init; }

    /// <summary>The most time that a fetch may take, all in all; default one minute.</summary>
    public TimeSpan Deadline { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>The most bytes that one fetch may receive; default 256 MiB.</summary>
    public long MostBytes { get; init; } = 256L << 20;

    /// <summary>The program that speaks SSH.</summary>
    internal string SshProgram { get; init; } = "ssh";
}
