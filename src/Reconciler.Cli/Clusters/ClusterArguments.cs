using System.CommandLine;
using Reconciler.Cli.Arguments;
using Reconciler.Operator;

namespace Reconciler.Cli.Clusters;

/// <summary>The arguments of commands that talk to a cluster.</summary>
internal sealed class ClusterArguments
{
    private readonly Option<string?> _kubeconfig = new("--kubeconfig")
    {
        Description = "File that says where the cluster is; else $KUBECONFIG, else a pod's service account, else ~/.kube/config",
        HelpName = "FILE",
    };

    private readonly Option<string?> _context = new("--context") { Description = "Context in it; its current one where none is named", HelpName = "NAME" };
    private readonly Option<string?> _namespace = NamespaceOption.Create("Only this namespace; all where none is named");

    /// <summary>Adds the arguments to a command.</summary>
    /// <param name="command">The command.</param>
    /// <param name="hasNamespace">Whether they take a namespace; default true.</param>
    public ClusterArguments(Command command, bool hasNamespace = true)
    {
        command.Add(_kubeconfig);
        command.Add(_context);
        if (hasNamespace)
        {
            command.Add(_namespace);
        }
    }

    /// <summary>Whether a cluster was named.</summary>
    /// <param name="words">The command line.</param>
    /// <returns>False where it is the one that kubectl would take.</returns>
    public bool IsNamed(ParseResult words) => words.GetValue(_kubeconfig) is not null || words.GetValue(_context) is not null;

    /// <summary>The namespace that was named; null: none.</summary>
    /// <param name="words">The command line.</param>
    /// <returns>The namespace.</returns>
    public string? Namespace(ParseResult words) => words.GetValue(_namespace);

    /// <summary>Connects.</summary>
    /// <param name="words">The command line.</param>
    /// <param name="shell">What commands touch.</param>
    /// <returns>The cluster.</returns>
    public Cluster Connect(ParseResult words, Shell shell) =>
        Cluster.Connect(words.GetValue(_kubeconfig) is { } file ? Path.GetFullPath(file, shell.WorkingFolder) : null, words.GetValue(_context), shell.Clock);
}
