using Reconciler.Api;
using Reconciler.Core.Inventory;
using Reconciler.Core.Planning;
using Reconciler.Engine.Channels;
using Reconciler.Engine.Passes;
using Reconciler.Engine.Simulating;
using Reconciler.Engine.Stores;
using Reconciler.Engine.Tests.Given;
using Reconciler.Engine.Worlds;
using Reconciler.Rendering;

namespace Reconciler.Engine.Tests.Simulating;

/// <summary>A simulation says what real passes at each wake would do.</summary>
public sealed class SimulatorTests
{
    private const string To = "2027-01-15T00:00:00Z";

    private static readonly FleetLocation Fleet = new() { Paths = ["examples/fleet"], WorkingFolder = Repository.Root, DefaultNamespace = "default" };

    [Fact]
    public async Task Steps_TellWhatRealPassesTell_OverTheExampleFleet()
    {
        var (end, passed, world) = (Bed.At(To), new List<string>(), new FolderWorld(Fleet, Stream.Null));
        var store = new MemoryStore();
        var stop = TestContext.Current.CancellationToken;
        var pass = new Pass(world, store, new Silent(), Planner.Plan);
        for (NodaTime.Instant? now = Bed.At(Yaml.Now); now <= end;)
        {
            var result = await pass.RunAsync(now.Value, PlanOptions.Default, stop);
            passed.AddRange(result.Sent.Select(notice => $"{now} {notice.Namespace}/{notice.Name}"));
            now = result.Plan!.NextWake;
        }

        var simulated = new Simulator(Planner.Plan, (await world.ReadAsync(stop)).Snapshot)
            .Steps(Ledger.Empty, Bed.At(Yaml.Now), end)
            .SelectMany(step => step.Told.Select(notice => $"{step.Plan.Now} {notice.Namespace}/{notice.Name}"))
            .ToArray();
        Assert.NotEmpty(simulated);
        Assert.Equal(passed, simulated);
    }

    [Fact]
    public void Run_TellsEventsInTheOrderOfTime_OverTheExampleFleet()
    {
        var events = new Simulator(Planner.Plan, new FolderWorld(Fleet, Stream.Null).Read(TestContext.Current.CancellationToken).Snapshot)
            .Run(Ledger.Empty, Bed.At(Yaml.Now), Bed.At(To))
            .ToArray();
        Assert.Equal(events.Select(happening => happening.At).Order(), events.Select(happening => happening.At));
        Assert.Equal(
            events.Where(happening => happening.Kind == SimulatedEventKind.Started).Select(happening => happening.At),
            events.Where(happening => happening.Kind == SimulatedEventKind.Started).Select(happening => happening.Entry!.Start!.Value));
    }

    private sealed class Silent : IChannel
    {
        public Task SendAsync(Notice notice, RenderedNotice text, CancellationToken stop) => Task.CompletedTask;
    }

    private sealed class MemoryStore : IStore
    {
        private readonly Dictionary<ObjectKey, Notice> _notices = [];
        private Ledger _ledger = Ledger.Empty;

        public bool IsSuspect => false;

        public Task<Ledger> ReadLedgerAsync(CancellationToken stop) => Task.FromResult(_ledger);

        public Task SaveLedgerAsync(Ledger ledger, CancellationToken stop)
        {
            _ledger = ledger;
            return Task.CompletedTask;
        }

        public Task<Notice?> FindNoticeAsync(ObjectKey key, CancellationToken stop) => Task.FromResult(_notices.GetValueOrDefault(key));

        public Task SaveNoticeAsync(Notice notice, CancellationToken stop)
        {
            _notices[new(notice.Metadata.Namespace ?? "", notice.Metadata.Name)] = notice;
            return Task.CompletedTask;
        }

        public Task<Written> SaveResultsAsync(Plan plan, TemplateSet templates, CancellationToken stop) => Task.FromResult(new Written(0, 0, 0));
    }
}
