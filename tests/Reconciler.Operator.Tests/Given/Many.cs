using System.Text;
using System.Text.Json.Nodes;
using Reconciler.Api;
using Reconciler.Manifests;
using Reconciler.Operator.Worlds;

namespace Reconciler.Operator.Tests.Given;

/// <summary>Many objects, created as fast as the server takes them.</summary>
internal static class Many
{
    private const int AtOnce = 16;

    /// <summary>Creates instances, and windows of them that are spread over some months.</summary>
    public static Task CreateAsync(Bed bed, int instances, int windows) => CreateAsync(bed,
    [
        .. Enumerable.Range(0, instances).Select(number => Yaml.Instance($"acme-{number}")),
        .. Enumerable.Range(0, windows).Select(number => Yaml.Window($"patch-{number}", $"2027-0{1 + (number % 3)}-{11 + (number % 5)}", $"acme-{number % instances}")),
    ]);

    /// <summary>Creates objects.</summary>
    public static Task CreateAsync(Bed bed, IEnumerable<string> objects) =>
        Parallel.ForEachAsync(objects, new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = Bed.Stop }, async (yaml, stop) =>
        {
            var resource = ManifestReader.Read(new("one.yaml", Encoding.UTF8.GetBytes(yaml)), "default").Objects.Single().Value;
            var json = ManifestJson.Write(resource with { Metadata = resource.Metadata with { Namespace = null } });
            await bed.Objects.CreateAsync(KnownTypes.Written.First(type => type.Kind == resource.GetType().Name), bed.Namespace, json, stop);
        });

    /// <summary>Whether a window has the status of its generation.</summary>
    public static bool IsSettled(JsonNode window) =>
        Bed.Condition(window, ConditionTypes.Scheduled) is { } condition && (long?)condition["observedGeneration"] == (long?)window["metadata"]!["generation"];
}
