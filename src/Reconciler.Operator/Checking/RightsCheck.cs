using System.Collections.Concurrent;
using System.Text.Json;
using System.Text.Json.Nodes;
using Reconciler.Kubernetes.Objects;
using Reconciler.Operator.Stores;

namespace Reconciler.Operator.Checking;

/// <summary>Asks the server for each verb of <see cref="Rights"/> whether we may.</summary>
/// <param name="objects">The server.</param>
/// <param name="options">The operator.</param>
internal sealed class RightsCheck(ApiObjects objects, CheckOptions options)
{
    private const string Access = "/apis/authorization.k8s.io/v1/selfsubjectaccessreviews";
    private const string Self = "/apis/authentication.k8s.io/v1/selfsubjectreviews";

    /// <summary>Who we are for the server.</summary>
    public async Task<string> UserAsync(CancellationToken stop)
    {
        var answer = await AskAsync(Self, "authentication.k8s.io/v1", "SelfSubjectReview", null, stop);
        return answer.ValueKind == JsonValueKind.Object && answer.TryGetProperty("userInfo", out var user) && user.TryGetProperty("username", out var name) ? name.GetString()! : "nobody";
    }

    /// <summary>Asks for all of them.</summary>
    /// <returns>One line where all hold; else one for each resource that lacks something.</returns>
    public async Task<IReadOnlyList<Checked>> RunAsync(string user, CancellationToken stop)
    {
        var rights = Rights.Of(options);
        var denied = new ConcurrentBag<(Right Right, string Verb)>();
        await LeaderWrites.ForEachAsync(rights.SelectMany(right => right.Verbs.Select(verb => (Right: right, Verb: verb))), async (asked, token) =>
        {
            if (!await MayAsync(asked.Right, asked.Verb, token))
            {
                denied.Add(asked);
            }
        }, stop);
        return denied.IsEmpty
            ? [new(CheckResult.Ok, "rights", $"all that the operator needs, {(options.Namespace is { } only ? $"in namespace {only}" : "in all namespaces")}")]
            : [.. rights.Select(right => (Right: right, Verbs: denied.Where(each => each.Right == right).Select(each => each.Verb).Order(StringComparer.Ordinal).ToArray())).Where(each => each.Verbs.Length > 0).Select(each => Denied(each.Right, each.Verbs, user))];
    }

    /// <summary>Asks for one of them.</summary>
    public async Task<bool> MayAsync(Right right, string verb, CancellationToken stop)
    {
        var parts = right.Resource.Split('/');
        var attributes = new JsonObject { ["group"] = right.Group, ["resource"] = parts[0], ["verb"] = verb };
        foreach (var (name, value) in new[] { ("subresource", parts.ElementAtOrDefault(1)), ("namespace", right.Namespace), ("name", right.Name) })
        {
            if (value is not null)
            {
                attributes[name] = value;
            }
        }

        var answer = await AskAsync(Access, "authorization.k8s.io/v1", "SelfSubjectAccessReview", new() { ["resourceAttributes"] = attributes }, stop);
        return answer.ValueKind == JsonValueKind.Object && answer.TryGetProperty("allowed", out var allowed) && allowed.ValueKind == JsonValueKind.True;
    }

    /// <summary>A line about a right that is missing.</summary>
    public static Checked Denied(Right right, string[] verbs, string user)
    {
        var parts = right.Resource.Split('/', 2);
        var resource = right.Group.Length == 0 ? right.Resource : $"{parts[0]}.{right.Group}{(parts.Length == 1 ? "" : $"/{parts[1]}")}";
        return new(
            right.Without is null ? CheckResult.Fail : CheckResult.Warn,
            "rights",
            $"{user} may not {string.Join(", ", verbs)} {resource}{(right.Name is null ? "" : $" {right.Name}")}{(right.Namespace is null ? "" : $" in namespace {right.Namespace}")}{(right.Without is null ? "" : $", {right.Without}")}",
            $"the chart's roles have it: 'helm upgrade' puts them back; or bind to {user}: kubectl create {(right.Namespace is null ? "clusterrole" : $"role -n {right.Namespace}")} NAME --verb={string.Join(',', verbs)} --resource={resource}{(right.Name is null ? "" : $" --resource-name={right.Name}")}");
    }

    private async Task<JsonElement> AskAsync(string path, string version, string kind, JsonObject? spec, CancellationToken stop)
    {
        var question = new JsonObject { ["apiVersion"] = version, ["kind"] = kind };
        if (spec is not null)
        {
            question["spec"] = spec;
        }

        var answer = await objects.AskAsync(new(HttpMethod.Post, path, question.ToUtf8(), "application/json"), stop);
        using var document = JsonDocument.Parse(answer);
        return document.RootElement.TryGetProperty("status", out var status) ? status.Clone() : default;
    }
}
