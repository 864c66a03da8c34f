using Reconciler.Api;
using Reconciler.Git.Fetching;
using Reconciler.Kubernetes.Connecting;
using Reconciler.Operator.Fleets;

namespace Reconciler.Operator.Checking;

/// <summary>Asks the repository of a fleet source, from here, with what its secret holds: is it there, does it let us in, has it the reference?</summary>
/// <param name="fetcher">Says what would be fetched.</param>
/// <param name="options">The operator.</param>
/// <param name="time">Measures deadlines.</param>
internal sealed class RepositoryCheck(Fetcher fetcher, CheckOptions options, TimeProvider time)
{
    private const int ShortId = 7;

    /// <summary>Asks.</summary>
    /// <returns>The reason where it can not be fetched, as the condition of the fleet source names it, and the line.</returns>
    public async Task<(string? Reason, Checked Line)> AskAsync(FleetSource source, CancellationToken stop)
    {
        var name = $"{source.Metadata.Namespace}/{source.Metadata.Name}";
        if (source.Spec.Suspend)
        {
            return (null, new(CheckResult.Ok, SourcesCheck.What, $"{name}: suspended, so its repository was not asked"));
        }

        try
        {
            var request = await fetcher.RequestAsync(source.Spec, source.Metadata.Namespace!, stop);
            var id = await GitInquiry.FindAsync(request, time, stop);
            return (null, new(CheckResult.Ok, SourcesCheck.What, $"{name}: {request.Url} {(id is null ? $"answers; whether it has {request.Reference} only a fetch tells" : $"has {request.Reference} at {id[..ShortId]}")}"));
        }
        catch (FetchException problem)
        {
            return Failed(problem.Failure.ToString(), problem.Message);
        }
        catch (SyncException problem)
        {
            return Failed(problem.Reason, problem.Message);
        }
        catch (ApiException problem)
        {
            return Failed(FleetReasons.SecretUnusable, problem.Message);
        }

        // Whoever does not ask as the operator may not reach what it reaches.
        (string Reason, Checked Line) Failed(string reason, string message) => (reason, options.WithSources
            ? new(CheckResult.Fail, SourcesCheck.What, $"{name}: {reason}: {message}", MendOf(reason, source))
            : new(CheckResult.Warn, SourcesCheck.What, $"{name}: from here: {reason}: {message}", $"{MendOf(reason, source)}; or ask as the operator, in its pod and with --data"));
    }

    private static string MendOf(string reason, FleetSource source)
    {
        var secret = source.Spec.SecretRef is { } named ? $"secret {named.Name} in namespace {source.Metadata.Namespace}" : "a secret that spec.secretRef names";
        return reason switch
        {
            nameof(FetchFailure.NameNotResolved) => "is the host in spec.url right, and does DNS know it here?",
            nameof(FetchFailure.Unreachable) or nameof(FetchFailure.TimedOut) => "does the server run, and do firewall, proxy (HTTPS_PROXY) and network policy (networkPolicy.egressPorts of the chart) let this machine through?",
            nameof(FetchFailure.ServerError) => "open spec.url in a browser, or 'git ls-remote' it: the server itself is at fault, or it is no Git server",
            nameof(FetchFailure.CertificateRejected) => $"put the authority that signed the server's certificate into ca.crt of {secret}, and name the server as the certificate does",
            nameof(FetchFailure.HostKeyMismatch) or nameof(FetchFailure.HostKeyUnknown) => $"compare what 'ssh-keyscan' prints with what the host publishes, then put it into known_hosts of {secret}",
            nameof(FetchFailure.KeyUnusable) => $"make a key for this alone (ssh-keygen -t ed25519 -N ''), let the server know it, and put it into identity of {secret}",
            nameof(FetchFailure.AuthenticationFailed) => $"put a credential that is good into {secret}",
            nameof(FetchFailure.AccessDenied) => $"let the user of {secret} read the repository, or put another into it",
            FleetReasons.SecretUnusable => $"mend {secret}, or who may get it: fleetSources.secrets of the chart names the secrets that the operator may read",
            nameof(FetchFailure.NoSuchRepository) => $"mend spec.url, or let the user of {secret} see the repository",
            nameof(FetchFailure.NoSuchReference) => "mend spec.ref, or push it",
            nameof(FetchFailure.SshUnavailable) => "install the OpenSSH client here; the image has it",
            nameof(FetchFailure.StorageFailed) => "let this user write into the folder for temporary files ($TMPDIR), and make room there",
            FleetReasons.NotEnabled => "give it an https:// or ssh:// URL; or start the operator, and this command, with --local-repositories",
            _ => "mend spec.url, spec.ref and spec.secretRef, so that they fit",
        };
    }
}
