using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using System.Security.Cryptography;
using Reconciler.Api;
using Reconciler.Cli.Arguments;
using Reconciler.Operator;
using Reconciler.Operator.Telemetry;

namespace Reconciler.Cli.Clusters;

/// <summary><c>reconciler operator</c>: the whole job in a cluster, until interrupted.</summary>
internal static class OperatorCommand
{
    private const string Least = "3s";

    // What has not ended by then, since the server does not answer, ends with the process. The next one stands that.
    private static readonly TimeSpan ToEnd = TimeSpan.FromSeconds(10);

    /// <summary>The command.</summary>
    /// <param name="shell">What it touches.</param>
    /// <returns>The command.</returns>
    public static Command Create(Shell shell)
    {
        var command = new Command("operator", "Check, schedule and tell people in a cluster: follow its objects and the clock until interrupted.");
        Examples.Set(command, "reconciler operator --kubeconfig ~/.kube/config --announce observe", "reconciler operator --outbox /var/lib/reconciler --lease reconciler --lease-namespace ops --listen :8080 --log-format json");
        var cluster = new ClusterArguments(command);
        var outbox = new Option<string?>("--outbox") { Description = "Folder that mails are put into; without one nobody can be told", HelpName = "DIR" };
        var data = new Option<string?>("--data") { Description = "Folder that the repositories of fleet sources are copied into; without one they are not followed", HelpName = "DIR" };
        var local = new Option<bool>("--local-repositories") { Description = "Let fleet sources name folders of this machine (file://): who writes one can read what this process may" };
        var announce = new Option<string?>("--announce") { Description = "Whether people are told, whatever announce.mode of the policy says", HelpName = "send|observe" };
        announce.AcceptOnlyFromAmong("send", "observe");
        var lease = new Option<string>("--lease") { Description = "Lease that lets one process at a time lead", HelpName = "NAME", DefaultValueFactory = _ => "reconciler" };
        var space = new Option<string?>("--lease-namespace") { Description = "Its namespace; that of the context where none is named", HelpName = "NS" };
        var identity = new Option<string?>("--identity") { Description = "Who this process is, another one for each; host, process and chance where none is named", HelpName = "ID" };
        var duration = DurationOption.Create("--lease-duration", $"How long others wait after the last sign of life of who leads, at least {Least}", "15s", Least);
        var listen = new Option<ListenAddress?>("--listen")
        {
            Description = "Where /healthz, /readyz and /metrics are served (port 0: a free one); nowhere where none is named",
            HelpName = "ADDRESS:PORT",
            CustomParser = ReadAddress,
        };
        foreach (var option in (Option[])[outbox, data, local, announce, lease, space, identity, duration, listen])
        {
            command.Add(option);
        }

        var logs = new LogOptions(command);

        command.SetAction(async (words, stop) =>
        {
            shell.NeedsToEnd(ToEnd);
            using var connection = cluster.Connect(words, shell);
            var options = new OperatorOptions
            {
                Namespace = cluster.Namespace(words),
                Outbox = words.GetValue(outbox) is { } folder ? Path.GetFullPath(folder, shell.WorkingFolder) : null,
                Data = words.GetValue(data) is { } copies ? Path.GetFullPath(copies, shell.WorkingFolder) : null,
                LocalRepositories = words.GetValue(local),
                Announce = words.GetValue(announce) switch { "send" => AnnounceMode.Send, "observe" => AnnounceMode.Observe, _ => null },
                Listen = words.GetValue(listen),
                LeaseName = words.GetValue(lease)!,
                LeaseNamespace = words.GetValue(space) ?? connection.Namespace,
                Identity = words.GetValue(identity) ?? string.Create(CultureInfo.InvariantCulture, $"{Environment.MachineName}_{Environment.ProcessId}_{RandomNumberGenerator.GetHexString(16, lowercase: true)}"),
            };
            options = words.GetValue(duration) is { } held ? options with { LeaseDuration = held } : options;
            await new OperatorHost(connection, options, shell.Clock, null, logs.Open(words, shell)).RunAsync(stop);
            return ExitCodes.Clean;
        });
        return command;
    }

    private static ListenAddress? ReadAddress(ArgumentResult argument)
    {
        var text = argument.Tokens[0].Value;
        var where = ListenAddress.TryParse(text);
        if (where is null)
        {
            argument.AddError($"'{text}' is not an address to listen on: expected {ListenAddress.Form}");
        }

        return where;
    }
}
