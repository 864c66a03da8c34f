using System.Text.Json;
using Reconciler.Api;
using Reconciler.Kubernetes.Connecting;
using Reconciler.Kubernetes.Objects;
using Reconciler.Operator.Worlds;

namespace Reconciler.Operator.Checking;

/// <summary>What the operator says of the repositories that it follows, and whether it may read their secrets.</summary>
/// <param name="objects">The server.</param>
/// <param name="options">The operator.</param>
/// <param name="rights">Asks for rights.</param>
internal sealed class SourcesCheck(ApiObjects objects, CheckOptions options, RightsCheck rights)
{
    private const string What = "sources";

    /// <summary>Looks at each fleet source.</summary>
    /// <returns>One line where all are well; else one for each that is not. None where there are none, or they may not be listed.</returns>
    public async Task<IReadOnlyList<Checked>> RunAsync(string user, CancellationToken stop)
    {
        try
        {
            var found = await objects.ListAsync(KnownTypes.Fleets, new(options.Namespace), stop);
            List<Checked> problems = [.. found.Select(ProblemOf).OfType<Checked>()];
            foreach (var secret in options.WithSources ? found.Select(SecretOf).OfType<Right>().Distinct() : [])
            {
                problems.AddRange(await rights.MayAsync(secret, "get", stop) ? [] : [RightsCheck.Denied(secret, ["get"], user) with { Mend = $"name it in fleetSources.secrets of the chart (namespace {secret.Namespace}), or bind to {user}: kubectl create role -n {secret.Namespace} NAME --verb=get --resource=secrets --resource-name={secret.Name}" }]);
            }

            return found.Length == 0 ? [] : problems.Count > 0 ? problems : [new(CheckResult.Ok, What, $"{found.Length} fetched and applied")];
        }
        catch (ApiException refused) when (refused.Code == 403)
        {
            return [];
        }
    }

    private static Right? SecretOf(ApiObject source)
    {
        using var document = JsonDocument.Parse(source.Json);
        return document.RootElement.GetProperty("spec").TryGetProperty("secretRef", out var secret) && secret.TryGetProperty("name", out var name)
            ? new(source.Head.Name.Namespace, "", "secrets", ["get"], name.GetString())
            : null;
    }

    private static Checked? ProblemOf(ApiObject source)
    {
        var (space, name) = (source.Head.Name.Namespace, source.Head.Name.Name);
        var ready = KnownStatus.Of(source.Json).Find(ConditionTypes.Ready);
        return ready switch
        {
            { Status: "True" } => null,
            null => new(CheckResult.Warn, What, $"{space}/{name}: no operator has seen it yet", "does one run, with --data, and lead?"),
            _ => new(CheckResult.Warn, What, $"{space}/{name}: {ready.Reason}: {MessageOf(source.Json)}", $"kubectl describe fleet {name} -n {space}; after mending, reconciler sync fleet {name} -n {space}"),
        };
    }

    private static string MessageOf(ReadOnlyMemory<byte> json)
    {
        using var document = JsonDocument.Parse(json);
        return document.RootElement.GetProperty("status").GetProperty("conditions").EnumerateArray()
            .Where(condition => condition.GetProperty("type").ValueEquals(ConditionTypes.Ready))
            .Select(condition => condition.TryGetProperty("message", out var message) ? message.GetString() ?? "" : "")
            .First();
    }
}
