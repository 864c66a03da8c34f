namespace Reconciler.Git.Fetching.Transports;

/// <summary>What <c>ssh</c> and the other side complain of, in words that a person can act on.</summary>
internal static class SshProblem
{
    private const int MostShown = 160;

    /// <summary>The meaning of the complaints. The first that fits counts: a key that can not be read, say, also ends in "permission denied".</summary>
    public static FetchException Of(string complaints, RemoteAddress.Ssh address)
    {
        bool Says(params ReadOnlySpan<string> parts)
        {
            foreach (var part in parts)
            {
                if (complaints.Contains(part, StringComparison.OrdinalIgnoreCase))
                {
                    return true;
                }
            }

            return false;
        }

        return 0 switch
        {
            _ when Says("REMOTE HOST IDENTIFICATION HAS CHANGED", "REVOKED HOST KEY") => new(FetchFailure.HostKeyMismatch, $"{address.Host} shows another key than known_hosts has: somebody may stand in between. If its key was changed, put the new one into known_hosts"),
            _ when Says("host key is known for", "Host key verification failed", "no matching host key type") => new(FetchFailure.HostKeyUnknown, $"known_hosts has no key of {address.Host}{PortNote(address)}: add what 'ssh-keyscan' prints, after comparing it with what the host publishes"),
            _ when Says("invalid format", "error in libcrypto", "Load key", "not a key file") => new(FetchFailure.KeyUnusable, "the identity can not be read as a private key: was it stored whole, with its first and last line?"),
            _ when Says("Permission denied (", "Too many authentication failures", "no mutual signature algorithm") => new(FetchFailure.AuthenticationFailed, $"{address.Host} refuses the key for user '{address.User}': add its public half as a deploy key, or check the user in the URL"),
            _ when Says("Could not resolve hostname") => new(FetchFailure.NameNotResolved, $"no address is known for {address.Host}: check the host name and the DNS of this place"),
            _ when Says("No user exists for uid") => new(FetchFailure.SshUnavailable, "ssh does not run for a user without a line in /etc/passwd: run as a user of the image, or fetch over https://"),
            _ when Says("does not appear to be a git repository", "Repository not found", "repository not found", "does not exist") => new(FetchFailure.NoSuchRepository, $"{address.Host} has no repository '{address.Path}' that this key may see: check path and deploy key"),
            _ when Says("access denied", "not allowed", "insufficient permission") => new(FetchFailure.AccessDenied, $"{address.Host} forbids it: give this key the right to read '{address.Path}'"),
            _ when Says("Connection refused", "No route to host", "Network is unreachable", "Connection timed out", "Connection reset", "Connection closed", "Broken pipe", "banner exchange") => new(FetchFailure.Unreachable, $"no connection to {address.Host}{PortNote(address)}, or it was cut: is the server up, the port right, and the way open?"),
            _ => new FetchException(FetchFailure.ServerError, $"{address.Host} ended the conversation{Shown(complaints)}: try again, and look at the server if it stays"),
        };
    }

    private static string PortNote(RemoteAddress.Ssh address) => address.Port is { } port ? $" at port {port}" : "";

    private static string Shown(string complaints)
    {
        var last = complaints.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).LastOrDefault() ?? "";
        var plain = string.Concat(last.Where(letter => !char.IsControl(letter)).Take(MostShown));
        return plain.Length > 0 ? $" ('{plain}')" : "";
    }
}
