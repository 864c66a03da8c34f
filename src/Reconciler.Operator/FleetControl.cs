using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using NodaTime.Text;
using Reconciler.Api;
using Reconciler.Engine;
using Reconciler.Kubernetes.Connecting;
using Reconciler.Kubernetes.Objects;
using Reconciler.Manifests;
using Reconciler.Operator.Events;
using Reconciler.Operator.Worlds;

namespace Reconciler.Operator;

/// <summary>Fleet sources of a cluster, for those who steer them from outside.</summary>
/// <param name="cluster">The cluster.</param>
/// <param name="time">Says what time it is, and measures waits.</param>
public sealed class FleetControl(Cluster cluster, TimeProvider time)
{
    private static readonly TimeSpan Glance = TimeSpan.FromMilliseconds(200);

    /// <summary>Reads fleet sources.</summary>
    /// <param name="space">Only one namespace; null: all.</param>
    /// <param name="stop">Gives up.</param>
    /// <returns>The fleet sources by namespace and name; of one that can not be read what there is, and that it is not ready.</returns>
    /// <exception cref="EngineException">The cluster can not be asked.</exception>
    public Task<ImmutableArray<FleetSource>> ListAsync(string? space, CancellationToken stop) =>
        AskAsync(async () => (await cluster.Objects.ListAsync(KnownTypes.Fleets, new(space), stop)).Select(Show).ToImmutableArray());

    /// <summary>Reads one.</summary>
    /// <exception cref="EngineException">There is none, or the cluster can not be asked.</exception>
    public Task<FleetSource> FindAsync(string space, string name, CancellationToken stop) =>
        AskAsync(async () => await cluster.Objects.FindAsync(KnownTypes.Fleets, new(space, name), stop) is { } found ? Show(found) : throw Missing(space, name));

    /// <summary>Suspends or resumes one.</summary>
    /// <param name="space">Its namespace.</param>
    /// <param name="name">Its name.</param>
    /// <param name="isSuspended">Whether nothing is fetched, applied or put back from now on.</param>
    /// <param name="stop">Gives up.</param>
    /// <returns>The fleet source after that.</returns>
    /// <exception cref="EngineException">There is none, or the cluster can not be asked.</exception>
    public async Task<FleetSource> SuspendAsync(string space, string name, bool isSuspended, CancellationToken stop) =>
        Show(await MergeAsync(space, name, $$$"""{"spec": {"suspend": {{{(isSuspended ? "true" : "null")}}}}}""", stop));

    /// <summary>Asks for a sync, and waits until the operator has answered.</summary>
    /// <param name="space">Its namespace.</param>
    /// <param name="name">Its name.</param>
    /// <param name="most">The longest wait.</param>
    /// <param name="stop">Gives up.</param>
    /// <returns>The fleet source after that; whether it is ready its conditions tell.</returns>
    /// <exception cref="EngineException">There is none, it can not be read, it is suspended, nobody answers, or the cluster can not be asked.</exception>
    public async Task<FleetSource> SyncAsync(string space, string name, TimeSpan most, CancellationToken stop)
    {
        var asked = InstantPattern.ExtendedIso.Format(NodaTime.Instant.FromDateTimeOffset(time.GetUtcNow()));
        var begin = time.GetTimestamp();

        // Who asks after us takes our place: an answer to them is one to us.
        var answers = new HashSet<string?> { asked };
        var source = Read(await MergeAsync(space, name, $$$$"""{"metadata": {"annotations": {"{{{{Annotations.RequestedAt}}}}": "{{{{asked}}}}"}}}""", stop));
        if (source.Spec.Suspend)
        {
            throw new EngineException($"FleetSource {space}/{name} is suspended: 'reconciler resume fleet {name} -n {space}' comes first");
        }

        while (source.Status?.LastHandledRequestedAt is not { } handled || !answers.Contains(handled))
        {
            if (time.GetElapsedTime(begin) > most)
            {
                throw new EngineException($"no operator answered for FleetSource {space}/{name} within {most.TotalSeconds:0} s: does one run, with --data, and lead? What it asked of is still asked for");
            }

            await Task.Delay(Glance, time, stop);
            source = await FindAsync(space, name, stop);
            answers.Add(source.Metadata.Annotations.GetValueOrDefault(Annotations.RequestedAt));
        }

        return source;
    }

    private Task<ApiObject> MergeAsync(string space, string name, string patch, CancellationToken stop) => AskAsync(async () =>
    {
        try
        {
            return await cluster.Objects.MergeAsync(KnownTypes.Fleets, new(space, name), Encoding.UTF8.GetBytes(patch), stop);
        }
        catch (ApiException problem) when (problem.IsNotFound)
        {
            throw Missing(space, name);
        }
    });

    /// <summary>A fleet source as the server has it.</summary>
    /// <exception cref="EngineException">It can not be read.</exception>
    internal static FleetSource Read(ApiObject found)
    {
        var contents = ManifestReader.ReadObject($"fleetsources/{found.Head.Name}", found.Json.Span, withStatus: true);
        return contents.Objects is [{ Value: FleetSource source }]
            ? source
            : throw new EngineException($"FleetSource {found.Head.Name} can not be read: {contents.Problems.FirstOrDefault()?.Message}");
    }

    // One that can not be read needs a person: it is listed beside the others, and can be suspended.
    private static FleetSource Show(ApiObject found)
    {
        var followed = FollowedSource.Read(found);
        if (followed.Source is { } source)
        {
            return source;
        }

        var (head, spec) = (found.Head, JsonNode.Parse(found.Json.Span)!["spec"] as JsonObject);
        return new()
        {
            Metadata = new()
            {
                Namespace = head.Name.Namespace,
                Name = head.Name.Name,
                Labels = head.Labels.ToImmutableSortedDictionary(StringComparer.Ordinal),
                Annotations = head.Annotations.ToImmutableSortedDictionary(StringComparer.Ordinal),
            },
            Spec = new() { Url = WithoutUser(TextOf(spec?["url"])), Path = TextOf(spec?["path"]), Suspend = spec?["suspend"]?.GetValueKind() == JsonValueKind.True },
            Status = (followed.Status ?? new()) with { Conditions = [new() { Type = ConditionTypes.Ready, Status = ConditionStatus.False, Reason = Reasons.Unreadable, Message = followed.Problem }] },
        };
    }

    // A password may be why it can not be read.
    private static string WithoutUser(string url) => Uri.TryCreate(url, UriKind.Absolute, out var address) && address.UserInfo.Length > 0 ? "" : url;

    private static string TextOf(JsonNode? node) => node?.GetValueKind() == JsonValueKind.String ? node.GetValue<string>() : "";

    private static EngineException Missing(string space, string name) => new($"there is no FleetSource '{name}' in namespace '{space}': 'reconciler get fleet' lists them; -n names another namespace");

    private static async Task<T> AskAsync<T>(Func<Task<T>> ask)
    {
        try
        {
            return await ask();
        }
        catch (ApiException problem)
        {
            throw new EngineException(problem.Message, problem);
        }
    }
}
