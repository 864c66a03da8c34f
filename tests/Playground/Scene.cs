using Reconciler.Cli.Texts;
using Reconciler.Manifests.Binding;
using Reconciler.Manifests.Schemas;
using Reconciler.Operator;
using Reconciler.TestKit;
using Reconciler.TestKit.Clusters;

namespace Reconciler.Playground;

/// <summary>A cluster with a fleet and the operator.</summary>
/// <param name="plane">The control plane.</param>
/// <param name="input">Durations, one a line: that much time passes.</param>
/// <param name="output">Gets how to use it.</param>
/// <param name="error">Gets what the operator says.</param>
internal sealed class Scene(ControlPlane plane, TextReader input, TextWriter output, TextWriter error)
{
    private const string Namespace = "fleet";

    /// <summary>Sets it up, and lets the operator run until stopped.</summary>
    /// <param name="fleet">Folder of YAML.</param>
    /// <param name="start">At which the operator's clock stands, so that a dated fleet looks as it did then. Ages of objects and times of events are the machine's.</param>
    /// <param name="stop">Ends it.</param>
    public async Task PlayAsync(string fleet, DateTimeOffset start, CancellationToken stop)
    {
        await output.WriteLineAsync("Starting etcd and a Kubernetes API server …");
        await (Assets.Has("kube-controller-manager") ? plane.WithControllersAsync(stop) : plane.ReadyAsync(stop));
        await plane.KubectlAsync(string.Join("---\n", CustomResources.All().Select(kind => kind.ToYaml())), ["apply", "--server-side", "-f", "-"]);
        await plane.KnowsKindsAsync(stop);
        await plane.KubectlAsync("create", "namespace", Namespace);
        await plane.KubectlAsync("config", "set-context", "--current", "--namespace", Namespace);
        await plane.KubectlAsync(["apply", "--server-side", .. Repository.ManifestsIn(fleet).SelectMany(file => new[] { "-f", file })]);
        stop.ThrowIfCancellationRequested();

        var clock = new HandClock(start);
        var options = new OperatorOptions
        {
            Outbox = Path.Combine(plane.Folder, "outbox"),
            LeaseName = "reconciler",
            LeaseNamespace = Namespace,
            Identity = "playground",
        };
        await output.WriteLineAsync(Welcome(fleet, start, options.Outbox));
        using var cluster = Cluster.Connect(plane.Kubeconfig, null, TimeProvider.System);
        _ = Task.Run(() => ListenAsync(clock, stop), CancellationToken.None);
        await new OperatorHost(cluster, options, clock, TimeProvider.System, new LineLog(error, clock)).RunAsync(stop);
    }

    private async Task ListenAsync(HandClock clock, CancellationToken stop)
    {
        while (await input.ReadLineAsync(stop) is { } line)
        {
            if (Durations.Parse(line.Trim()) is { } duration)
            {
                await clock.PassAsync(duration, stop);
                await output.WriteLineAsync($"It is {clock.GetUtcNow():yyyy-MM-dd'T'HH:mm:ss'Z'}.");
            }
            else if (!string.IsNullOrWhiteSpace(line))
            {
                await output.WriteLineAsync($"'{line}' is not a duration: {Durations.Advise(line)}");
            }
        }
    }

    private string Welcome(string fleet, DateTimeOffset start, string outbox) => $"""

        The fleet of {fleet} is in namespace {Namespace}, and the operator looks after it. In another terminal:

          export KUBECONFIG={plane.Kubeconfig} PATH={Path.GetDirectoryName(Assets.PathOf("kubectl"))}:$PATH
          kubectl get mw                   # when, why not, what is next
          kubectl describe mw hooli-ntp    # conditions and events
          kubectl edit mw hooli-ntp        # and look at this log

        The operator's clock stands at {start:yyyy-MM-dd'T'HH:mm:ss'Z'}. Type 10m, 1h or 2d and Enter, and that much time passes; people are told after 10m.
        Mails are put into {outbox}. Ctrl-C ends everything, and leaves nothing behind.

        """;
}
