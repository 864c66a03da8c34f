using System.Collections.Concurrent;
using Reconciler.Api;
using Reconciler.Engine;
using Reconciler.Kubernetes.Connecting;
using Reconciler.Kubernetes.Objects;
using Reconciler.Operator.Fleets;
using Reconciler.Operator.Stores;
using Reconciler.Operator.Worlds;

namespace Reconciler.Operator.Checking;

/// <summary>Whether the repositories that the operator follows can be had, what it says of them itself, and whether it may read their secrets.</summary>
/// <param name="objects">The server.</param>
/// <param name="options">The operator.</param>
/// <param name="rights">Asks for rights.</param>
/// <param name="time">Measures deadlines.</param>
internal sealed class SourcesCheck(ApiObjects objects, CheckOptions options, RightsCheck rights, TimeProvider time)
{
    /// <summary>What is checked, in one word.</summary>
    public const string What = "sources";

    /// <summary>Looks at each fleet source.</summary>
    /// <returns>For each, what its repository says, and what else is wrong. None where there are none, or they may not be listed.</returns>
    public async Task<IReadOnlyList<Checked>> RunAsync(string user, CancellationToken stop)
    {
        try
        {
            var found = await objects.ListAsync(KnownTypes.Fleets, new(options.Namespace), stop);
            var asked = new ConcurrentDictionary<ResourceName, IReadOnlyList<Checked>>();
            await LeaderWrites.ForEachAsync(found, async (source, token) => asked[source.Head.Name] = await OfAsync(source, user, token), stop);
            return [.. asked.OrderBy(each => each.Key).SelectMany(each => each.Value)];
        }
        catch (ApiException refused) when (refused.Code == 403)
        {
            return [];
        }
    }

    private async Task<IReadOnlyList<Checked>> OfAsync(ApiObject found, string user, CancellationToken stop)
    {
        try
        {
            var source = FleetControl.Read(found);
            if (options.WithSources && source.Spec.SecretRef is { } secret && await DeniedAsync(found.Head.Name.Namespace!, secret.Name, user, stop) is { } denied)
            {
                return [denied];
            }

            var fetcher = new Fetcher(objects, isEnabled: true, options.WithLocalRepositories);
            var (reason, line) = await new RepositoryCheck(fetcher, options, time).AskAsync(source, stop);
            return [line, .. ProblemOf(source, reason) is { } problem ? [problem] : Array.Empty<Checked>()];
        }
        catch (EngineException problem)
        {
            return [new(CheckResult.Fail, What, problem.Message, $"kubectl edit fleet {found.Head.Name.Name} -n {found.Head.Name.Namespace}")];
        }
    }

    private async Task<Checked?> DeniedAsync(string space, string name, string user, CancellationToken stop)
    {
        var secret = new Right(space, "", "secrets", ["get"], name);
        return await rights.MayAsync(secret, "get", stop)
            ? null
            : RightsCheck.Denied(secret, secret.Resource, $"name it in fleetSources.secrets of the chart (namespace {space}), or bind to {user}: kubectl create role -n {space} NAME --verb=get --resource=secrets --resource-name={name}");
    }

    // What the operator says, unless we have just found the same.
    private static Checked? ProblemOf(FleetSource source, string? known)
    {
        var (space, name) = (source.Metadata.Namespace, source.Metadata.Name);
        return source.Status?.Conditions.FirstOrDefault(condition => condition.Type == ConditionTypes.Ready) switch
        {
            null => source.Spec.Suspend || known is not null ? null : new(CheckResult.Warn, What, $"{space}/{name}: no operator has seen it yet", "does one run, with --data, and lead?"),
            { Status: ConditionStatus.True } => null,
            var ready when ready.Reason == known => null,
            var ready => new(CheckResult.Warn, What, $"{space}/{name}: the operator says: {ready.Reason}: {ready.Message}", $"kubectl describe fleet {name} -n {space}; after mending, reconciler sync fleet {name} -n {space}"),
        };
    }
}
