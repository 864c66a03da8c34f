using Reconciler.Kubernetes.Connecting;

namespace Reconciler.Kubernetes.Observing;

/// <summary>A request in the words of RBAC. Names of objects are not among them, so there are few different ones.</summary>
/// <param name="Verb">What is done: <c>get</c>, <c>list</c>, <c>watch</c>, <c>create</c>, <c>update</c>, <c>patch</c> or <c>delete</c>.</param>
/// <param name="Resource">With what: the plural, and the subresource after a slash, as <c>notices/status</c>.</param>
public readonly record struct RequestWords(string Verb, string Resource)
{
    /// <summary>Reads a request.</summary>
    public static RequestWords Of(ApiRequest request)
    {
        var query = request.Path.IndexOf('?', StringComparison.Ordinal);
        var steps = (query < 0 ? request.Path : request.Path[..query]).Split('/', StringSplitOptions.RemoveEmptyEntries);
        var first = steps.FirstOrDefault() == "api" ? 2 : 3;
        if (steps.Length > first + 2 && steps[first] == "namespaces")
        {
            first += 2;
        }

        var resource = steps.ElementAtOrDefault(first) ?? "";
        return new(
            VerbOf(request.Method.Method, isNamed: steps.Length > first + 1, isWatch: query >= 0 && request.Path.Contains("watch=true", StringComparison.Ordinal)),
            steps.Length > first + 2 ? $"{resource}/{steps[first + 2]}" : resource);
    }

    private static string VerbOf(string method, bool isNamed, bool isWatch) => method switch
    {
        "GET" => isWatch ? "watch" : isNamed ? "get" : "list",
        "POST" => "create",
        "PUT" => "update",
        "PATCH" => "patch",
        "DELETE" => "delete",
        _ => "other",
    };
}
