namespace Reconciler.Operator.Tests.Given;

/// <summary>An address where nobody answers.</summary>
internal static class DeadServer
{
    /// <summary>A new kubeconfig that names it.</summary>
    public static string Kubeconfig()
    {
        var path = Path.Combine(Directory.CreateTempSubdirectory("reconciler-dead-").FullName, "config");
        File.WriteAllText(path, """
            apiVersion: v1
            kind: Config
            current-context: c
            clusters: [{name: c, cluster: {server: "http://127.0.0.1:1"}}]
            users: [{name: u, user: {token: any}}]
            contexts: [{name: c, context: {cluster: c, user: u}}]
            """);
        return path;
    }
}
