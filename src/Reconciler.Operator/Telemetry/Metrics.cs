using System.Collections.Immutable;
using System.Reflection;
using Prometheus;
using Reconciler.Core.Time;

namespace Reconciler.Operator.Telemetry;

/// <summary>A metric, for those who write alerts and dashboards.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Type"><c>counter</c>, <c>gauge</c> or <c>histogram</c>.</param>
/// <param name="Labels">Names of its labels.</param>
/// <param name="Help">What it says.</param>
internal sealed record MetricRow(string Name, string Type, ImmutableArray<string> Labels, string Help);

/// <summary>
/// Every metric of the operator. Alerts and dashboards rely on them: none changes its name or its meaning. What only a leader knows is not there while
/// this process does not lead. In a registry of its own, so that several operators fit into one process.
/// </summary>
internal sealed class Metrics
{
    /// <summary>Result of a pass: something was written.</summary>
    public const string Wrote = "wrote";

    /// <summary>Result of a pass: everything was as it should be.</summary>
    public const string Rested = "rested";

    /// <summary>Result of a pass: the policy, or a calendar that it names, can not be read.</summary>
    public const string Unplanned = "unplanned";

    /// <summary>Result of a pass: somebody else wrote meanwhile.</summary>
    public const string Conflicted = "conflicted";

    /// <summary>Result of a pass, and of nothing else: it broke off.</summary>
    public const string Failed = "failed";

    /// <summary>This process began to lead.</summary>
    public const string Leading = "leading";

    /// <summary>This process ceased to lead.</summary>
    public const string StandingBy = "standby";

    /// <summary>A channel took a notice.</summary>
    public const string Accepted = "accepted";

    /// <summary>A channel did not take a notice.</summary>
    public const string Refused = "refused";

    /// <summary>All namespaces are looked at.</summary>
    public const string All = "*";

    // From a request on the same machine to one that was given up.
    private static readonly double[] RequestBuckets = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30];

    // From a pass that had nothing to do to the first of a large fleet.
    private static readonly double[] PassBuckets = [0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 120];

    private readonly CollectorRegistry _registry = Prometheus.Metrics.NewCustomRegistry();
    private readonly MetricFactory _factory;
    private readonly List<MetricRow> _rows = [];
    private readonly List<Gauge> _leaders = [];

    /// <summary>All of them, at zero or absent.</summary>
    public Metrics()
    {
        _factory = Prometheus.Metrics.WithCustomRegistry(_registry);
        DotNetStats.Register(_registry);

        Build = Gauge("build_info", "1, with the version of the program and of its time zone data.", "version", "tzdb");
        Build.WithLabels(VersionOfProgram, IanaZones.Version).Set(1);
        Leader = Gauge("leader", "1 while this process leads, 0 while it stands by; with the namespace that it looks at (`*`: all).", "watches");
        MemoryLimit = Absent("memory_limit_bytes", "How much memory this process may use, by its control group; absent: no limit.");
        Transitions = Counter("lease_transitions_total", "How often this process began to lead (`leading`), and how often it ceased (`standby`).", "to");

        Observing = OfLeader("observing", "1 while nobody is told anything, as `--announce` or `announce.mode` of the policy says; 0 while people are told.");

        PassDuration = Histogram("pass_duration_seconds", "How long passes took, from reading to the last write.", PassBuckets);
        Passes = Counter("passes_total", "Passes by result: `wrote`, `rested` (everything was as it should be), `unplanned` (the policy, or a calendar that it names, can not be read), `conflicted` (somebody else wrote meanwhile), `failed`.", "result");
        LastResult = OfLeader("last_pass", "1 for the result of the last pass, 0 for the others.", "result");
        LastPass = OfLeader("last_pass_timestamp_seconds", "When the last pass ended that planned.");
        NextWake = OfLeader("next_wake_timestamp_seconds", "When the next pass is due by the clock alone; absent: time alone changes nothing.");

        Objects = OfLeader("objects", "Objects that are followed, by kind; generated windows are among the windows.", "kind");
        Unreadable = OfLeader("unreadable_objects", "Objects that can not be read, by kind: nothing is done about them, and nothing of them counts as gone.", "kind");
        Findings = OfLeader("findings", "What the last pass found, by rule (or reason) and severity (`error`, `warning`, `info`; a waived one is an info).", "rule", "severity", "waived");
        Changes = OfLeader("changes", "Changes by state: `Blocked`, `Scheduled`, `Announced`, `InProgress`, `Completed`, `Cancelled`, `Failed`.", "state");
        Notices = OfLeader("notices", "Notices by state: `Pending`, `Due`, `Sent`, `Withdrawn`, `Held`, `Failed`.", "state");
        Held = OfLeader("held_by_safety", "Notices that rest behind the safety gate until a person releases them.");
        NextOpening = OfLeader("next_opening_timestamp_seconds", "When the next maintenance window of a region opens, by its grid.", "region");
        UntilOpening = OfLeader("next_opening_seconds", "How long it is until then.", "region");

        SourceInfo = OfLeader("fleet_source_info", "1, with the revision of a fleet source (`namespace/name`) that was last applied to its end.", "fleet", "revision");
        SourceReady = OfLeader("fleet_source_ready", "1 where the cluster is as the newest revision says, 0 where it is not.", "fleet");
        SourceSuspended = OfLeader("fleet_source_suspended", "1 where a fleet source is suspended.", "fleet");
        SourceApplying = OfLeader("fleet_source_applying", "1 while a revision is being applied, or was applied in part: until that is completed nobody is told anything; 0 else. Also where the fleet source is suspended.", "fleet");
        SourceApplied = OfLeader("fleet_source_applied_timestamp_seconds", "When that revision was applied.", "fleet");
        SourceAge = OfLeader("fleet_source_applied_age_seconds", "How long ago that is.", "fleet");

        Deliveries = Counter("deliveries_total", "Attempts to deliver a notice, by channel (`folder`, `none`) and result (`accepted`, `refused`).", "channel", "result");
        Requests = Counter("api_requests_total", "Requests to the API server in the words of RBAC, by HTTP status; code 0: no answer.", "verb", "resource", "code");
        RequestDuration = Histogram("api_request_duration_seconds", "From a request to the head of its answer.", RequestBuckets, "verb");
        WatchRestarts = Counter("watch_restarts_total", "How often a kind had to be followed anew: `Ended` (after its time, as it should), `Early`, `Expired` (410), `Failed`.", "kind", "reason");
        WatchTrouble = OfLeader("watch_trouble_seconds", "For how long a kind could not be followed; 0 while it is.", "kind");
        EventsDropped = Counter("events_dropped_total", "Events that nobody will see: too many waited, or the server did not take them.");

        // The first of its kind must be seen as an increase.
        Array.ForEach([Wrote, Rested, Unplanned, Conflicted, Failed], result => Passes.WithLabels(result).Publish());
        Array.ForEach([Leading, StandingBy], to => Transitions.WithLabels(to).Publish());
    }

    /// <summary>Versions.</summary>
    public Gauge Build { get; }

    /// <summary>Whether this process leads, by what it looks at.</summary>
    public Gauge Leader { get; }

    /// <summary>How much memory it may use.</summary>
    public Gauge MemoryLimit { get; }

    /// <summary>Changes of leaders, as this process saw them.</summary>
    public Counter Transitions { get; }

    /// <summary>Whether nobody is told anything.</summary>
    public Gauge Observing { get; }

    /// <summary>Duration of passes.</summary>
    public Histogram PassDuration { get; }

    /// <summary>Passes.</summary>
    public Counter Passes { get; }

    /// <summary>Result of the last pass.</summary>
    public Gauge LastResult { get; }

    /// <summary>End of the last pass that planned.</summary>
    public Gauge LastPass { get; }

    /// <summary>The next wake.</summary>
    public Gauge NextWake { get; }

    /// <summary>Objects.</summary>
    public Gauge Objects { get; }

    /// <summary>Objects that can not be read.</summary>
    public Gauge Unreadable { get; }

    /// <summary>Findings.</summary>
    public Gauge Findings { get; }

    /// <summary>Changes.</summary>
    public Gauge Changes { get; }

    /// <summary>Notices.</summary>
    public Gauge Notices { get; }

    /// <summary>Notices behind the safety gate.</summary>
    public Gauge Held { get; }

    /// <summary>The next opening of each region.</summary>
    public Gauge NextOpening { get; }

    /// <summary>How long it is until then.</summary>
    public Gauge UntilOpening { get; }

    /// <summary>Revisions of fleet sources.</summary>
    public Gauge SourceInfo { get; }

    /// <summary>Whether fleet sources are ready.</summary>
    public Gauge SourceReady { get; }

    /// <summary>Whether fleet sources are suspended.</summary>
    public Gauge SourceSuspended { get; }

    /// <summary>Whether revisions are being applied, or were in part.</summary>
    public Gauge SourceApplying { get; }

    /// <summary>When revisions were applied.</summary>
    public Gauge SourceApplied { get; }

    /// <summary>How long ago that is.</summary>
    public Gauge SourceAge { get; }

    /// <summary>Deliveries.</summary>
    public Counter Deliveries { get; }

    /// <summary>Requests.</summary>
    public Counter Requests { get; }

    /// <summary>Duration of requests.</summary>
    public Histogram RequestDuration { get; }

    /// <summary>Watches that had to begin anew.</summary>
    public Counter WatchRestarts { get; }

    /// <summary>Kinds that can not be followed.</summary>
    public Gauge WatchTrouble { get; }

    /// <summary>Events that were dropped.</summary>
    public Counter EventsDropped { get; }

    /// <summary>All of them, in the order in which they are documented.</summary>
    public IReadOnlyList<MetricRow> Rows => _rows;

    /// <summary>What is worked out when somebody asks.</summary>
    /// <param name="measure">Quick, and throws nothing.</param>
    public void BeforeEach(Action measure) => _registry.AddBeforeCollectCallback(measure);

    /// <summary>Forgets what only a leader knows.</summary>
    public void Forget()
    {
        foreach (var gauge in _leaders)
        {
            gauge.Clear();
        }
    }

    /// <summary>Writes all of them in Prometheus' text format.</summary>
    /// <param name="output">Gets them.</param>
    /// <param name="stop">Gives up.</param>
    public Task WriteAsync(Stream output, CancellationToken stop) => _registry.CollectAndExportAsTextAsync(output, stop);

    /// <summary>Version of the program.</summary>
    public static string VersionOfProgram => typeof(Metrics).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0] ?? "0";

    private Counter Counter(string name, string help, params string[] labels) => _factory.CreateCounter(Add("counter", name, labels, help), help, labels);

    private Gauge Gauge(string name, string help, params string[] labels) => _factory.CreateGauge(Add("gauge", name, labels, help), help, labels);

    private Histogram Histogram(string name, string help, double[] buckets, params string[] labels) =>
        _factory.CreateHistogram(Add("histogram", name, labels, help), help, labels, new HistogramConfiguration { Buckets = buckets });

    private Gauge OfLeader(string name, string help, params string[] labels)
    {
        var gauge = Absent(name, help, labels);
        _leaders.Add(gauge);
        return gauge;
    }

    private Gauge Absent(string name, string help, params string[] labels) =>
        _factory.CreateGauge(Add("gauge", name, labels, help), help, labels, new GaugeConfiguration { SuppressInitialValue = true });

    private string Add(string type, string name, string[] labels, string help)
    {
        var full = $"reconciler_{name}";
        _rows.Add(new(full, type, [.. labels], help));
        return full;
    }
}
