using System.CommandLine;
using Reconciler.Cli.Arguments;
using Reconciler.Cli.Json;
using Reconciler.Cli.Texts;
using Reconciler.Engine;
using Reconciler.Operator.Checking;

namespace Reconciler.Cli.Clusters;

/// <summary><c>reconciler check</c>: whether an operator could work here, and how to mend what keeps it from that.</summary>
internal sealed class CheckCommand
{
    private readonly Shell _shell;
    private readonly ClusterArguments _cluster;
    private readonly Option<string?> _outbox = new("--outbox") { Description = "Folder that the operator puts mails into", HelpName = "DIR" };
    private readonly Option<string?> _data = new("--data") { Description = "Folder that the operator copies repositories into; then what fleet sources need is checked too, and one whose repository can not be had is a failure", HelpName = "DIR" };
    private readonly Option<bool> _local = new("--local-repositories") { Description = "Repositories on this machine (file:///path) may be followed" };
    private readonly Option<string> _lease = new("--lease") { Description = "The operator's lease", HelpName = "NAME", DefaultValueFactory = _ => "reconciler" };
    private readonly Option<string?> _leaseSpace = new("--lease-namespace") { Description = "Its namespace; that of the context where none is named", HelpName = "NS" };
    private readonly Option<string> _output = OutputOption.Create();

    private CheckCommand(Shell shell, Command command)
    {
        _shell = shell;
        _cluster = new(command);
        foreach (var option in (Option[])[_outbox, _data, _local, _lease, _leaseSpace, _output])
        {
            command.Add(option);
        }

        command.SetAction(RunAsync);
    }

    /// <summary>The command.</summary>
    /// <param name="shell">What it touches.</param>
    /// <returns>The command.</returns>
    public static Command Create(Shell shell)
    {
        var command = new Command("check", "Say whether an operator could work here: server, clocks, definitions, rights, repositories, tz data, folders; and how to mend what does not hold. Run it as the operator's user, with its options.");
        Examples.Set(command, "reconciler check", "reconciler check -n fleet --outbox /var/lib/reconciler --data /var/lib/reconciler/data", "kubectl exec deploy/reconciler -- reconciler check -o json");
        _ = new CheckCommand(shell, command);
        return command;
    }

    private async Task<int> RunAsync(ParseResult words, CancellationToken stop)
    {
        var (ofCluster, isReachable) = await OfClusterAsync(words, stop);
        Checked[] found = [.. ofCluster, .. Folders(words)];
        await _shell.Output.WriteAsync(words.GetValue(_output) == OutputOption.Json
            ? Output.Of(new CheckDocument(ToolRow.Of(null), [.. found.Select(each => new CheckRow(Words.Of(each.Result), each.What, each.Detail, each.Mend.Length == 0 ? null : each.Mend))]))
            : CheckText.Of(found, new(_shell.HasColors)));
        return !isReachable ? ExitCodes.Failed : found.Any(each => each.Result == CheckResult.Fail) ? ExitCodes.Findings : ExitCodes.Clean;
    }

    private async Task<(IReadOnlyList<Checked> Found, bool IsReachable)> OfClusterAsync(ParseResult words, CancellationToken stop)
    {
        try
        {
            using var cluster = _cluster.Connect(words, _shell);
            var options = new CheckOptions
            {
                Namespace = _cluster.Namespace(words),
                LeaseName = words.GetValue(_lease)!,
                LeaseNamespace = words.GetValue(_leaseSpace) ?? cluster.Namespace,
                WithSources = words.GetValue(_data) is not null,
                WithLocalRepositories = words.GetValue(_local),
            };
            return await new ClusterCheck(cluster, options, _shell.Clock).RunAsync(stop);
        }
        catch (EngineException problem)
        {
            return ([new(CheckResult.Fail, "server", problem.Message, "name a file with --kubeconfig or $KUBECONFIG, and a context in it with --context"), TimeZoneCheck.Of(_shell.Clock.GetUtcNow(), null)], false);
        }
    }

    private IEnumerable<Checked> Folders(ParseResult words)
    {
        yield return words.GetValue(_outbox) is { } outbox
            ? FolderCheck.Of("outbox", FullPath(outbox))
            : new(CheckResult.Ok, "outbox", "none is named, so none was looked at: an operator that only observes needs none");
        if (words.GetValue(_data) is { } data)
        {
            yield return FolderCheck.Of("data", FullPath(data));
        }
    }

    private string FullPath(string folder) => Path.GetFullPath(folder, _shell.WorkingFolder);
}
