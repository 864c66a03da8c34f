namespace Reconciler.Operator.Checking;

/// <summary>Whether the namespaces are there that an operator needs: the one that it looks after, and that of its lease.</summary>
/// <param name="cluster">The cluster.</param>
/// <param name="options">The operator.</param>
internal sealed class NamespaceCheck(Cluster cluster, CheckOptions options)
{
    private const string What = "namespace";

    /// <summary>Looks at each.</summary>
    /// <returns>One line for each that is not there, and one for the others.</returns>
    public async Task<IReadOnlyList<Checked>> RunAsync(CancellationToken stop)
    {
        var (found, there, unknown) = (new List<Checked>(), new List<string>(), new List<string>());
        foreach (var name in new[] { options.Namespace, options.LeaseNamespace }.OfType<string>().Distinct())
        {
            switch (await cluster.HasNamespaceAsync(name, stop))
            {
                case true:
                    there.Add(name);
                    break;
                case false:
                    found.Add(new(CheckResult.Fail, What, $"there is no namespace {name}{(name == options.LeaseNamespace ? ", where the lease is to be" : "")}", $"kubectl create namespace {name}; or name another one"));
                    break;
                default:
                    unknown.Add(name);
                    break;
            }
        }

        return
        [
            .. found,
            .. there.Count == 0 ? [] : new[] { new Checked(CheckResult.Ok, What, $"{string.Join(" and ", there)} {(there.Count == 1 ? "is" : "are")} there") },
            .. unknown.Count == 0 ? [] : new[] { new Checked(CheckResult.Ok, What, $"not looked at: whether there is {string.Join(" and ", unknown)} may not be asked (get namespaces)") },
        ];
    }
}
