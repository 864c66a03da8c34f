using System.Text;
using System.Text.Json;
using Reconciler.Api;
using Reconciler.Git.Fetching;
using Reconciler.Kubernetes.Connecting;
using Reconciler.Kubernetes.Objects;
using Reconciler.Operator.Worlds;

namespace Reconciler.Operator.Fleets;

/// <summary>Fetches what a fleet source names, with what its secret holds. The secret is read for each fetch, so a new token counts at once.</summary>
/// <param name="objects">The server.</param>
/// <param name="isEnabled">Whether there is a folder for repositories.</param>
/// <param name="isLocalAllowed">Whether folders of this machine may be named.</param>
internal sealed class Fetcher(ApiObjects objects, bool isEnabled, bool isLocalAllowed)
{
    private const string DefaultBranch = "main";

    /// <summary>Fetches.</summary>
    /// <param name="mirror">The copy on this machine.</param>
    /// <param name="spec">What to fetch.</param>
    /// <param name="space">Namespace of the secret.</param>
    /// <param name="stop">Gives up.</param>
    /// <exception cref="SyncException">It is not to be had.</exception>
    /// <exception cref="ApiException">The secret can not be read.</exception>
    public async Task<FetchedCommit> FetchAsync(GitMirror mirror, FleetSourceSpec spec, string space, CancellationToken stop)
    {
        try
        {
            return await mirror.FetchAsync(await RequestAsync(spec, space, stop), stop);
        }
        catch (FetchException problem)
        {
            throw new SyncException(problem.Failure.ToString(), problem.Message, problem) { NeedsPerson = problem.Failure == FetchFailure.InvalidRequest };
        }
    }

    /// <summary>What is to be fetched, and what the server is shown.</summary>
    /// <param name="spec">What people wrote.</param>
    /// <param name="space">Namespace of the secret.</param>
    /// <param name="stop">Gives up.</param>
    /// <exception cref="SyncException">It is not to be fetched, or the secret is of no use.</exception>
    /// <exception cref="ApiException">The secret can not be read.</exception>
    public async Task<FetchRequest> RequestAsync(FleetSourceSpec spec, string space, CancellationToken stop)
    {
        if (!isEnabled)
        {
            throw new SyncException(FleetReasons.NotEnabled, "this operator has no folder for repositories: start it with --data DIR") { NeedsPerson = true };
        }

        if (spec.Url.StartsWith("file:", StringComparison.OrdinalIgnoreCase) && !isLocalAllowed)
        {
            throw new SyncException(FleetReasons.NotEnabled, "this operator follows no repositories on its own disk: give an https:// or ssh:// URL, or start it with --local-repositories") { NeedsPerson = true };
        }

        var secret = spec.SecretRef is { } reference ? await ReadAsync(new(space, reference.Name), stop) : [];
        return new FetchRequest(spec.Url, ReferenceOf(spec.Ref))
        {
            Deadline = spec.Timeout,
            CaBundle = secret.GetValueOrDefault("ca.crt"),
            Credentials = CredentialsOf(secret, spec.SecretRef?.Name),
        };
    }

    private static GitReference ReferenceOf(FleetReference reference) => reference switch
    {
        { Commit: { } commit } => new GitReference.Commit(commit),
        { Tag: { } tag } => new GitReference.Tag(tag),
        _ => new GitReference.Branch(reference.Branch ?? DefaultBranch),
    };

    private static GitCredentials CredentialsOf(Dictionary<string, string> secret, string? name) => secret switch
    {
        _ when secret.TryGetValue("identity", out var key) => new GitCredentials.SshKey(key, secret.GetValueOrDefault("known_hosts") ?? throw Unusable($"secret '{name}' has a key of SSH and no 'known_hosts'; add what 'ssh-keyscan' prints of the server, once you have compared it")),
        _ when secret.ContainsKey("bearerToken") && secret.ContainsKey("password") => throw Unusable($"secret '{name}' has both 'bearerToken' and 'password', and the server is shown one only: take out what is not meant"),
        _ when secret.TryGetValue("bearerToken", out var token) => new GitCredentials.Bearer(token),
        _ when secret.TryGetValue("password", out var password) => new GitCredentials.Basic(secret.GetValueOrDefault("username") ?? "git", password),
        _ when name is null || secret.ContainsKey("ca.crt") => GitCredentials.None,
        _ => throw Unusable($"secret '{name}' has none of: 'username' and 'password'; 'bearerToken'; 'identity' and 'known_hosts'; 'ca.crt'"),
    };

    private async Task<Dictionary<string, string>> ReadAsync(ResourceName name, CancellationToken stop)
    {
        try
        {
            return await objects.FindAsync(KnownTypes.Secrets, name, stop) is { } found
                ? DataOf(found)
                : throw Unusable($"there is no secret '{name}'; create it, or mend 'spec.secretRef'");
        }
        catch (ApiException problem) when (!problem.IsTransient)
        {
            throw Unusable($"secret '{name}' can not be read: {problem.Detail}");
        }
    }

    private static Dictionary<string, string> DataOf(ApiObject secret)
    {
        using var json = JsonDocument.Parse(secret.Json);
        return json.RootElement.TryGetProperty("data", out var data) && data.ValueKind == JsonValueKind.Object
            ? data.EnumerateObject().ToDictionary(field => field.Name, field => Encoding.UTF8.GetString(field.Value.GetBytesFromBase64()), StringComparer.Ordinal)
            : [];
    }

    // A secret that is made or mended raises nothing: it is looked for again, as a wrong password is tried again.
    private static SyncException Unusable(string message) => new(FleetReasons.SecretUnusable, message);
}
