using System.Text.Json.Nodes;
using Reconciler.Api;
using Reconciler.Kubernetes.Connecting;
using Reconciler.Kubernetes.Objects;
using Reconciler.Manifests.Schemas;

namespace Reconciler.Operator.Checking;

/// <summary>Whether the cluster has our definitions, and whether they are those of this version.</summary>
/// <param name="objects">The server.</param>
internal sealed class DefinitionCheck(ApiObjects objects)
{
    private const string Path = "/apis/apiextensions.k8s.io/v1/customresourcedefinitions/";
    private const string What = "crds";
    private const string Apply = "reconciler crd | kubectl apply --server-side --force-conflicts -f -";
    private const int MostFields = 3;

    /// <summary>Compares each.</summary>
    /// <returns>One line where all are as they should be; else one for all that are missing, and one for each that is another.</returns>
    public async Task<IReadOnlyList<Checked>> RunAsync(CancellationToken stop)
    {
        var (ours, problems, missed) = (CustomResources.All(), new List<Checked>(), new List<string>());
        foreach (var definition in ours)
        {
            try
            {
                var found = JsonNode.Parse(await objects.AskAsync(new(HttpMethod.Get, Path + definition.Name), stop))!.AsObject();
                problems.AddRange(Compare(definition, found) is { } problem ? [problem] : []);
            }
            catch (ApiException missing) when (missing.IsNotFound)
            {
                missed.Add(definition.Name.Split('.')[0]);
            }
            catch (ApiException refused) when (refused.Code == 403)
            {
                return [await ServedAsync(ours, stop)];
            }
        }

        return missed.Count > 0 ? [new(CheckResult.Fail, What, $"not installed: {string.Join(", ", missed)} of {ApiGroup.Name}", Apply), .. problems] : problems.Count > 0 ? problems : [new(CheckResult.Ok, What, $"{ours.Length} definitions, all of this version, stored as {ApiGroup.Version}")];
    }

    // Who may not read the definitions may still see what is served.
    private async Task<Checked> ServedAsync(IReadOnlyCollection<CustomResource> ours, CancellationToken stop)
    {
        string[] served = [];
        try
        {
            var list = JsonNode.Parse(await objects.AskAsync(new(HttpMethod.Get, $"/apis/{ApiGroup.Name}/{ApiGroup.Version}"), stop))!;
            served = [.. list["resources"]!.AsArray().Select(resource => (string)resource!["name"]!)];
        }
        catch (ApiException missing) when (missing.IsNotFound)
        {
            // None of them.
        }

        string[] missed = [.. ours.Select(definition => definition.Name.Split('.')[0]).Where(name => !served.Contains(name))];
        return missed.Length > 0
            ? new(CheckResult.Fail, What, $"not served: {string.Join(", ", missed)} of {ApiGroup.Name}", Apply)
            : new(CheckResult.Ok, What, $"{ours.Count} kinds are served as {ApiGroup.Version}; who may read definitions (an administrator) can compare them too");
    }

    private static Checked? Compare(CustomResource definition, JsonObject found)
    {
        var (ours, theirs) = (definition.ToJson()["spec"]!.AsObject(), found["spec"]!.AsObject());
        var version = VersionOf(theirs);
        if ((string?)theirs["names"]?["kind"] != definition.Kind || (string?)theirs["scope"] != (string?)ours["scope"] || version is null)
        {
            return new(CheckResult.Fail, What, $"{definition.Name} is of another product: kind {(string?)theirs["names"]?["kind"]}, scope {(string?)theirs["scope"]}, {(version is null ? $"no {ApiGroup.Version}" : ApiGroup.Version)}", "use another cluster, or remove that product with its objects");
        }

        if (found["status"]?["conditions"]?.AsArray().FirstOrDefault(condition => (string?)condition!["type"] == "Established") is not { } established || (string?)established["status"] != "True")
        {
            return new(CheckResult.Fail, What, $"{definition.Name} is not served yet", $"kubectl describe crd {definition.Name} says why");
        }

        string[] stored = [.. found["status"]?["storedVersions"]?.AsArray().Select(name => (string)name!).Where(name => name != ApiGroup.Version) ?? []];
        return Differing(definition, VersionOf(ours)!, version)
            ?? (stored.Length == 0 ? null : new(CheckResult.Warn, What, $"{definition.Name} may have objects that are stored as {string.Join(", ", stored)}", $"write each once more (kubectl get {definition.Name} -A -o yaml | kubectl replace -f -), then take the old version from status.storedVersions"));
    }

    private static Checked? Differing(CustomResource definition, JsonObject ours, JsonObject theirs)
    {
        var (wanted, there) = (SchemaFields.Of(ours), SchemaFields.Of(theirs));
        string[] lacking = [.. wanted.Except(there, StringComparer.Ordinal).Order(StringComparer.Ordinal)];
        string[] more = [.. there.Except(wanted, StringComparer.Ordinal).Order(StringComparer.Ordinal)];
        return lacking.Length > 0 ? new(CheckResult.Fail, What, $"{definition.Name} is {(more.Length == 0 ? "older" : "another")}: it lacks {Some(lacking)}", Apply)
            : more.Length > 0 ? new(CheckResult.Warn, What, $"{definition.Name} is newer than this program: it has {Some(more)}", "upgrade the operator and this program")
            : ours.All(part => JsonNode.DeepEquals(part.Value, theirs[part.Key])) ? null
            : new(CheckResult.Warn, What, $"{definition.Name} has our fields with other rules, texts or columns: it is of another build", Apply);
    }

    private static string Some(string[] fields) => fields.Length > MostFields ? $"{string.Join(", ", fields.Take(MostFields))} and {fields.Length - MostFields} more fields" : string.Join(", ", fields);

    private static JsonObject? VersionOf(JsonObject spec) => spec["versions"]?.AsArray().FirstOrDefault(version => (string?)version!["name"] == ApiGroup.Version)?.AsObject();
}
