using System.Text.Json;
using System.Text.Json.Nodes;

namespace Reconciler.Chart.Tests.Permissions;

/// <summary>One thing that may be done, or was.</summary>
/// <param name="Space">In which namespace; empty: in the whole cluster.</param>
/// <param name="Verb">What.</param>
/// <param name="Resource">With what: <c>group/resource[/subresource]</c>.</param>
/// <param name="Name">With which one; empty: with any.</param>
internal sealed record Right(string Space, string Verb, string Resource, string Name)
{
    /// <inheritdoc/>
    public override string ToString() => $"{Verb} {Resource} {Name} in {(Space.Length == 0 ? "all namespaces" : Space)}";

    /// <summary>Whether this right is enough for a request.</summary>
    /// <param name="request">The request.</param>
    public bool Covers(Right request) =>
        Verb == request.Verb && Resource == request.Resource && (Space.Length == 0 || Space == request.Space) && (Name.Length == 0 || Name == request.Name);

    /// <summary>What the roles give that are bound to a service account.</summary>
    /// <param name="objects">What the chart renders.</param>
    /// <param name="account">The service account.</param>
    public static IEnumerable<Right> GrantedTo(string account, IReadOnlyList<JsonNode> objects) =>
        from binding in objects
        where (string?)binding["kind"] is "RoleBinding" or "ClusterRoleBinding"
            && binding["subjects"] is JsonArray subjects && subjects.Any(subject => (string?)subject!["kind"] == "ServiceAccount" && $"system:serviceaccount:{subject["namespace"]}:{subject["name"]}" == account)
        let space = (string?)binding["metadata"]!["namespace"] ?? ""
        let role = objects.Single(found => (string?)found["kind"] == (string?)binding["roleRef"]!["kind"] && (string?)found["metadata"]!["name"] == (string?)binding["roleRef"]!["name"]
            && ((string?)found["metadata"]!["namespace"] ?? "") == space)
        from rule in role["rules"]!.AsArray()
        from @group in Texts(rule!["apiGroups"])
        from resource in Texts(rule["resources"])
        from verb in Texts(rule["verbs"])
        from name in rule["resourceNames"] is null ? [""] : Texts(rule["resourceNames"])
        select new Right(space, verb, $"{@group}/{resource}", name);

    /// <summary>What an account asked of the server. An apply that creates its object needs the right to create it, too.</summary>
    /// <param name="account">The service account.</param>
    /// <param name="log">The audit log.</param>
    /// <returns>The rights that the requests needed, each with the answer's code.</returns>
    public static IEnumerable<(Right Right, int Code)> UsedBy(string account, IEnumerable<string> log)
    {
        foreach (var line in log)
        {
            using var entry = JsonDocument.Parse(line);
            var root = entry.RootElement;
            if (root.GetProperty("user").GetProperty("username").GetString() != account || !root.TryGetProperty("objectRef", out var about) || !root.TryGetProperty("responseStatus", out var status))
            {
                continue;
            }

            var subresource = Text(about, "subresource");
            var right = new Right(Text(about, "namespace"), Text(root, "verb"), $"{Text(about, "apiGroup")}/{Text(about, "resource")}{(subresource.Length == 0 ? "" : $"/{subresource}")}", Text(about, "name"));
            var code = status.GetProperty("code").GetInt32();
            yield return (right, code);
            if (right.Verb == "patch" && code == 201)
            {
                yield return (right with { Verb = "create" }, code);
            }
        }
    }

    private static IEnumerable<string> Texts(JsonNode? list) => list!.AsArray().Select(text => (string)text!);

    private static string Text(JsonElement element, string field) => element.TryGetProperty(field, out var found) ? found.GetString() ?? "" : "";
}
