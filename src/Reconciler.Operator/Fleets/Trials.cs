using System.Collections.Concurrent;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Reconciler.Api;
using Reconciler.Core.Inventory;
using Reconciler.Kubernetes.Objects;
using Reconciler.Manifests.Schemas;
using Reconciler.Operator.Stores;
using Reconciler.Operator.Worlds;

namespace Reconciler.Operator.Fleets;

/// <summary>
/// Which writes and deletions the server tries before the first one of a revision. A trial takes as long as a write, so it is left out where everything
/// that could refuse an object is known not to:
/// <list type="table">
/// <listheader><term>What could refuse it</term><description>Does not, where</description></listheader>
/// <item><term>the schema</term><description>the definition in the cluster has ours word for word, the reader took the object, and it keeps the <see cref="SchemaBounds"/></description></item>
/// <item><term>names, labels, annotations, size</term><description>they look as every server takes them; all of it has less than 256 KB</description></item>
/// <item><term>a webhook, an admission policy</term><description>none in the cluster names our group or all groups</description></item>
/// <item><term>a quota</term><description>none of the namespace counts objects of our group</description></item>
/// <item><term>missing rights, a missing or ending namespace</term><description>another object of its kind and namespace is tried, for a creation another creation; a right to
/// some objects only (<c>resourceNames</c>) is not seen before</description></item>
/// <item><term>what is there already</term><description>nothing is; or what a fleet source applied, and nobody deletes just now</description></item>
/// <item><term>what nobody thought of</term><description>no write was refused since this process leads</description></item>
/// </list>
/// A few objects are all tried: that takes less than to find out. So are policies and ConfigMaps, of which there are few.
/// </summary>
/// <param name="gates">What the server tells.</param>
internal sealed partial class Trials(ServerGates gates)
{
    private const int Few = 32;
    private const int MostBytes = 256_000;
    private const int LongestPrefix = 253;
    private const int LongestName = 63;

    private volatile bool _wasSurprised;

    /// <summary>A write was refused that was not foreseen: from now on everything is tried.</summary>
    public void Surprise() => _wasSurprised = true;

    /// <summary>Those that are to be tried.</summary>
    /// <param name="prepared">What is to be written.</param>
    /// <param name="typeOf">The type of a kind.</param>
    /// <param name="stop">Gives up.</param>
    public async Task<IReadOnlyCollection<PreparedWrite>> OfAsync(IReadOnlyCollection<PreparedWrite> prepared, Func<string, ResourceType> typeOf, CancellationToken stop)
    {
        if (prepared.Count <= Few || _wasSurprised || !await gates.IsFreeOfAdmissionAsync(stop))
        {
            return prepared;
        }

        var schemas = await EachAsync(prepared.Select(each => each.Reference.Kind), kind => kind == KnownTypes.ConfigMaps.Kind ? Task.FromResult<JsonNode?>(null) : gates.FindSchemaAsync(typeOf(kind), stop), stop);
        var free = await EachAsync(prepared.Select(each => each.Reference.Namespace), async space => space.Length == 0 || await gates.IsFreeOfQuotaAsync(space, stop), stop);

        // A right to change is none to create; and what is there may still be changed in a namespace that is ending.
        var isTried = new HashSet<(string Kind, string Namespace, bool IsNew)>();
        return [.. prepared.Where(each => !IsForeseen(each) || isTried.Add((each.Reference.Kind, each.Reference.Namespace, each.Write.Found is null)))];

        bool IsForeseen(PreparedWrite each) =>
            schemas[each.Reference.Kind] is { } schema && each.Reference.Kind != nameof(OperationalPolicy) && free[each.Reference.Namespace]
            && each.Write.Found is null or { Head.DeletedAt: null, Value.IsApplied: true }
            && IsTaken(each.Json, schema);
    }

    /// <summary>Those deletions that are to be tried: where nothing names the group, what refuses one refuses all of its kind and namespace.</summary>
    /// <param name="gone">What is to be deleted.</param>
    /// <param name="stop">Gives up.</param>
    public async Task<IReadOnlyCollection<(ObjectRef Object, ObjectHead Head)>> OfAsync(IReadOnlyCollection<(ObjectRef Object, ObjectHead Head)> gone, CancellationToken stop) =>
        gone.Count <= Few || _wasSurprised || !await gates.IsFreeOfAdmissionAsync(stop) ? gone : [.. gone.DistinctBy(each => (each.Object.Kind, each.Object.Namespace))];

    private static async Task<IReadOnlyDictionary<string, T>> EachAsync<T>(IEnumerable<string> names, Func<string, Task<T>> ask, CancellationToken stop)
    {
        var answers = new ConcurrentDictionary<string, T>(StringComparer.Ordinal);
        await LeaderWrites.ForEachAsync(names.Distinct(), async (name, _) => answers[name] = await ask(name), stop);
        return answers;
    }

    private static bool IsTaken(byte[] json, JsonNode schema)
    {
        if (json.Length > MostBytes)
        {
            return false;
        }

        using var document = JsonDocument.Parse(json);
        return document.RootElement.EnumerateObject().All(field => field.Name switch
        {
            "apiVersion" or "kind" => true,
            "metadata" => field.Value.EnumerateObject().All(IsTaken),
            "spec" => SchemaBounds.Hold(field.Value, schema["properties"]!["spec"]!),
            _ => false,
        });
    }

    private static bool IsTaken(JsonProperty field) => field switch
    {
        { Name: "name" or "namespace", Value: var name } => name.GetString() is { Length: <= LongestName } text && ObjectName().IsMatch(text),
        { Name: "labels", Value: var labels } => labels.EnumerateObject().All(label => IsKey(label.Name) && label.Value.GetString() is { Length: <= LongestName } text && LabelValue().IsMatch(text)),
        { Name: "annotations", Value: var notes } => notes.EnumerateObject().All(note => IsKey(note.Name)),
        _ => false,
    };

    private static bool IsKey(string key) =>
        Key().Match(key) is { Success: true } match && match.Groups["prefix"].Length <= LongestPrefix && match.Groups["name"].Length <= LongestName;

    [GeneratedRegex(@"^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*\z", RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex ObjectName();

    [GeneratedRegex(@"^([A-Za-z0-9]([-A-Za-z0-9_.]*[A-Za-z0-9])?)?\z", RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex LabelValue();

    [GeneratedRegex(@"^((?<prefix>[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*)/)?(?<name>[A-Za-z0-9]([-A-Za-z0-9_.]*[A-Za-z0-9])?)\z", RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex Key();
}
