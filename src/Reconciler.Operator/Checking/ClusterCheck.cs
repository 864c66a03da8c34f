using System.Globalization;
using System.Text.Json.Nodes;
using Reconciler.Core.Time;
using Reconciler.Kubernetes.Connecting;
using Reconciler.Operator.Worlds;

namespace Reconciler.Operator.Checking;

/// <summary>Whether an operator could work in a cluster: server, clocks, definitions, rights, repositories. Writes nothing.</summary>
/// <param name="cluster">The cluster.</param>
/// <param name="options">The operator.</param>
/// <param name="time">The clock that is compared with the server's.</param>
public sealed class ClusterCheck(Cluster cluster, CheckOptions options, TimeProvider time)
{
    // Selectable fields of custom resources are there from this version on.
    private const int FirstMinor = 31;
    private static readonly TimeSpan MostUnnoticed = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan MostSkew = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan HalfSecond = TimeSpan.FromMilliseconds(500);

    /// <summary>Checks everything.</summary>
    /// <param name="stop">Gives up.</param>
    /// <returns>What was found, and whether there is a cluster at all.</returns>
    public async Task<(IReadOnlyList<Checked> Found, bool IsReachable)> RunAsync(CancellationToken stop)
    {
        var connection = cluster.Objects.Connection;
        try
        {
            var before = time.GetUtcNow();
            var greeting = await connection.GreetAsync(stop);
            var half = (time.GetUtcNow() - before) / 2;
            var rights = new RightsCheck(cluster.Objects, options);
            var user = await rights.UserAsync(stop);
            var definitions = await new DefinitionCheck(cluster.Objects).RunAsync(stop);
            return (
            [
                ServerOf(connection.Server, greeting, user),
                .. greeting.Date is { } date ? [ClockOf(date, before + half, half)] : Array.Empty<Checked>(),
                .. definitions,
                .. await new NamespaceCheck(cluster, options).RunAsync(stop),
                .. await rights.RunAsync(user, stop),
                .. definitions.Any(found => found.Result == CheckResult.Fail) ? [] : await new SourcesCheck(cluster.Objects, options, rights, time).RunAsync(user, stop),
                TimeZoneCheck.Of(time.GetUtcNow(), await PolicyAsync(stop)),
            ], true);
        }
        catch (ApiException problem)
        {
            return ([new(CheckResult.Fail, "server", $"{connection.Server}: {problem.Message}", AdviceOn(problem)), TimeZoneCheck.Of(time.GetUtcNow(), null)], false);
        }
    }

    private async Task<JsonNode?> PolicyAsync(CancellationToken stop)
    {
        try
        {
            return await cluster.Objects.FindAsync(KnownTypes.Policies, new(null, "default"), stop) is { } found ? JsonNode.Parse(found.Json.Span) : null;
        }
        catch (ApiException refused) when (refused.Code == 403)
        {
            return null;
        }
    }

    private static Checked ServerOf(Uri server, ApiGreeting greeting, string user) => greeting.Minor is > 0 and < FirstMinor
        ? new(CheckResult.Fail, "server", $"{server} is Kubernetes {greeting.Version}", $"upgrade it: the definitions need 1.{FirstMinor} or later")
        : new(CheckResult.Ok, "server", $"{server} is Kubernetes {greeting.Version}; we are {user}");

    // The server tells whole seconds that have begun, and said so at some time while we waited.
    private static Checked ClockOf(DateTimeOffset theirs, DateTimeOffset ours, TimeSpan doubt)
    {
        var skew = ours - theirs - HalfSecond;
        var detail = $"{Describe.Duration(TimeSpan.FromSeconds(Math.Round(Math.Abs(skew.TotalSeconds))))} {(skew < TimeSpan.Zero ? "behind" : "ahead of")} the server's ({theirs.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture)})";
        return skew.Duration() <= MostUnnoticed + doubt
            ? new(CheckResult.Ok, "clock", "within 5 s of the server's")
            : new(skew.Duration() <= MostSkew ? CheckResult.Warn : CheckResult.Fail, "clock", detail, "let both machines follow one time server (timedatectl set-ntp true): notices and tickets bear this clock's time");
    }

    private static string AdviceOn(ApiException problem) => problem switch
    {
        { Code: 401 } => "renew the credential; 'kubectl auth whoami' shows whether it is taken",
        { Code: 403 } => "give this user the role system:public-info-viewer, which every user has unless it was taken away",
        { Reason: ApiException.UntrustedReason } => "put the authority that signed the server's certificate into the kubeconfig, and name the server as the certificate does",
        { Reason: ApiException.NoCredentialReason } => "run the program that the kubeconfig names by hand, and mend what it says",
        _ => "is the address right ('kubectl config view --minify'), does the server run, do firewalls and network policies let this machine through?",
    };
}
