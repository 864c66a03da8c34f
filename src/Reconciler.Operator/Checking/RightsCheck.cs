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
    /// <returns>One line where all hold; else one for the resources that lack the same.</returns>
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
            : [.. rights
                .Select(right => right with { Verbs = [.. denied.Where(each => each.Right == right).Select(each => each.Verb).Order(StringComparer.Ordinal)] })
                .Where(right => !right.Verbs.IsEmpty)
                .GroupBy(right => (right.Namespace, right.Group, right.Name, right.Without, Verbs: string.Join(", ", right.Verbs)))
                .OrderBy(same => same.Key.Without is not null)
                .Select(same => Denied(same.First(), string.Join(", ", same.Select(right => right.Resource)), MendFor(user)))];
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

    /// <summary>A line about rights that are missing.</summary>
    /// <param name="right">What is missing.</param>
    /// <param name="resources">The resources that lack it.</param>
    /// <param name="mend">How to mend it.</param>
    public static Checked Denied(Right right, string resources, string mend)
    {
        ArgumentNullException.ThrowIfNull(right);
        return new(
            right.Without is null ? CheckResult.Fail : CheckResult.Warn,
            "rights",
            $"may not {string.Join(", ", right.Verbs)} {resources}{(right.Name is null ? "" : $" {right.Name}")}{(right.Group.Length == 0 ? "" : $" of {right.Group}")}{(right.Namespace is null ? "" : $" in namespace {right.Namespace}")}{(right.Without is null ? "" : $", {right.Without}")}",
            mend);
    }

    // One for all of them, so that it is said once.
    private string MendFor(string user)
    {
        const string Account = "system:serviceaccount:";
        var subject = user.StartsWith(Account, StringComparison.Ordinal) ? $"--serviceaccount={user[Account.Length..]}" : $"--user='{user}'";
        return $"ask as the operator's user; if that is {user}: 'helm upgrade' puts the chart's roles back ('kubectl get clusterroles,roles -A -l app.kubernetes.io/name=reconciler' lists them), and this binds to one: kubectl create {(options.Namespace is null ? "clusterrolebinding NAME" : $"rolebinding NAME -n {options.Namespace}")} --clusterrole=ROLE {subject}";
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
