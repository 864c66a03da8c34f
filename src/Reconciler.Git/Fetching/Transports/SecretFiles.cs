namespace Reconciler.Git.Fetching.Transports;

/// <summary>Key and known_hosts as files, for as long as <c>ssh</c> runs; only this user can read them.</summary>
internal static class SecretFiles
{
    /// <summary>Writes them.</summary>
    /// <exception cref="FetchException">They can not be a key and known hosts.</exception>
    public static (string Key, string KnownHosts) Write(FetchSession session)
    {
        var given = (GitCredentials.SshKey)session.Request.Credentials;
        if (!given.PrivateKey.Contains("PRIVATE KEY-----", StringComparison.Ordinal))
        {
            throw new FetchException(FetchFailure.KeyUnusable, "the identity is no private key (-----BEGIN OPENSSH PRIVATE KEY-----): give the file without .pub");
        }

        if (IsLocked(given.PrivateKey))
        {
            throw new FetchException(FetchFailure.KeyUnusable, "the identity has a passphrase, and there is nobody to ask for it: make a key for this purpose without one");
        }

        if (string.IsNullOrWhiteSpace(given.KnownHosts))
        {
            throw new FetchException(FetchFailure.HostKeyUnknown, "known_hosts is empty: put in what 'ssh-keyscan HOST' prints, after comparing it with what the host publishes");
        }

        Directory.CreateDirectory(session.Secrets);
        var (key, hosts) = (Path.Combine(session.Secrets, "identity"), Path.Combine(session.Secrets, "known_hosts"));
        Write(key, given.PrivateKey);
        Write(hosts, given.KnownHosts);
        return (key, hosts);
    }

    /// <summary>Removes them, also those of a process that did not come so far.</summary>
    public static void Remove(string folder)
    {
        if (Directory.Exists(folder))
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    // The program would only say that the server refuses the key. After the magic word of an OpenSSH key comes the cipher that it is locked with.
    private static bool IsLocked(string key)
    {
        const int CipherAt = 19;
        var lines = key.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        var start = new byte[key.Length];
        return lines is [var first, var body, ..] && first.Contains("OPENSSH", StringComparison.Ordinal)
            ? Convert.TryFromBase64String(body[..(body.Length / 4 * 4)], start, out var count) && count > CipherAt + 4 && !start.AsSpan(CipherAt).StartsWith("none"u8)
            : key.Contains("ENCRYPTED", StringComparison.Ordinal);
    }

    // OpenSSH reads no key with Windows line ends or without the last one.
    private static void Write(string path, string text)
    {
        File.Delete(path);
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        using var writer = new StreamWriter(path, options);
        writer.Write($"{text.Trim().ReplaceLineEndings("\n")}\n");
    }
}
