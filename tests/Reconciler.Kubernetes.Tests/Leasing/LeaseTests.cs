using System.Text.Json;
using Reconciler.Kubernetes.Connecting;
using Reconciler.Kubernetes.Leasing;
using Reconciler.Kubernetes.Objects;
using Reconciler.TestKit.Clusters;
using static Reconciler.Kubernetes.Tests.Plane;

namespace Reconciler.Kubernetes.Tests.Leasing;

/// <summary>One leads. Durations are those of the defaults, by clocks that only the tests move; the leases lie on the real server.</summary>
public sealed class LeaseTests(ControlPlane plane)
{
    private static readonly ResourceType Leases = new("coordination.k8s.io", "v1", "leases", "Lease", Namespaced: true);

    [Fact]
    public async Task Lease_IsHeldAndRenewed_WhenNobodyHasIt()
    {
        var space = await SpaceAsync("lease-first");
        await using var first = new Candidate(plane, space, "first");

        await first.RoundsAsync(1);
        var acquired = await SpecAsync(space);
        await first.RoundsAsync(3);
        var renewed = await SpecAsync(space);

        Assert.True(first.Lease.IsHeld);
        Assert.Equal(("first", 15, 1), (Text(renewed, "holderIdentity"), renewed.GetProperty("leaseDurationSeconds").GetInt32(), renewed.GetProperty("leaseTransitions").GetInt32()));
        Assert.Equal(("2026-12-01T09:00:00.000000Z", "2026-12-01T09:00:00.000000Z"), (Text(acquired, "acquireTime"), Text(acquired, "renewTime")));
        Assert.Equal(("2026-12-01T09:00:00.000000Z", "2026-12-01T09:00:06.000000Z"), (Text(renewed, "acquireTime"), Text(renewed, "renewTime")));
    }

    [Fact]
    public async Task Standby_TakesTheLease_WhenItsDurationIsOver_CountedFromTheLookBeforeTheLastRenewal()
    {
        var space = await SpaceAsync("lease-takeover");
        await using var first = new Candidate(plane, space, "first");
        await using var standby = new Candidate(plane, space, "standby");
        await first.RoundsAsync(1);
        await standby.RoundsAsync(5);
        await first.RoundsAsync(2);

        // From here on the first is dead. It may have died just after the look before, 2 s ago.
        await standby.RoundsAsync(1);
        await standby.RoundsAsync(6);
        var afterFourteen = standby.Lease.IsHeld;
        var waiting = standby.Clock.GetUtcNow();
        await standby.RoundsAsync(1);

        Assert.False(afterFourteen);
        Assert.Equal(TimeSpan.FromSeconds(1), standby.Clock.GetUtcNow() - waiting);
        Assert.True(standby.Lease.IsHeld);
        Assert.Equal(("standby", 2), (Text(await SpecAsync(space), "holderIdentity"), (await SpecAsync(space)).GetProperty("leaseTransitions").GetInt32()));
    }

    [Fact]
    public async Task Standby_LeavesTheHolderTimeToCountItselfOut_WhenItHasNotLookedForLong()
    {
        var space = await SpaceAsync("lease-blind");
        await using var first = new Candidate(plane, space, "first");
        await using var standby = new Candidate(plane, space, "standby");
        await first.RoundsAsync(1);
        await standby.RoundsAsync(1);
        standby.Tap.Instead = _ => Tap.Refusal(403, "Forbidden", "not now");
        await standby.RoundsAsync(7);
        standby.Tap.Instead = _ => null;

        // By now the renewal that the standby saw last is as old as the lease. The first holds it for 10 s from here on.
        await first.RoundsAsync(1);
        await standby.RoundsAsync(1);
        var seen = standby.Clock.GetUtcNow();
        while (!standby.Lease.IsHeld)
        {
            await standby.RoundsAsync(1);
        }

        Assert.Equal(TimeSpan.FromSeconds(12.5), standby.Clock.GetUtcNow() - seen);
    }

    [Fact]
    public async Task Standby_Waits_WhenTheHoldersClockIsHoursBehindOrAhead()
    {
        var space = await SpaceAsync("lease-skew");
        await using var first = new Candidate(plane, space, "first", skew: TimeSpan.FromHours(-5));
        await using var standby = new Candidate(plane, space, "standby");
        await using var third = new Candidate(plane, space, "third", skew: TimeSpan.FromHours(5));

        for (var i = 0; i < 12; i++)
        {
            await first.RoundsAsync(1);
            await standby.RoundsAsync(1);
            await third.RoundsAsync(1);
        }

        Assert.Equal((true, false, false), (first.Lease.IsHeld, standby.Lease.IsHeld, third.Lease.IsHeld));
    }

    [Fact]
    public async Task Holder_CountsItselfOut_BeforeAnyoneCanTakeTheLease_WhenItWasPaused()
    {
        var space = await SpaceAsync("lease-paused");
        await using var first = new Candidate(plane, space, "first");
        await first.RoundsAsync(1);
        var term = await first.Lease.WhenHeldAsync(Stop);

        first.Hang();
        first.Clock.Advance(TimeSpan.FromSeconds(9));
        var inTime = term.IsHeld && first.Lease.IsHeld;
        first.Clock.Advance(TimeSpan.FromSeconds(1));

        Assert.True(inTime);
        Assert.Equal((false, false, true), (term.IsHeld, first.Lease.IsHeld, term.Over.IsCancellationRequested));
    }

    [Fact]
    public async Task Holder_BeginsAnotherTerm_WhenNobodyTookTheLeaseMeanwhile()
    {
        var space = await SpaceAsync("lease-again");
        await using var first = new Candidate(plane, space, "first");
        await first.RoundsAsync(1);
        var term = await first.Lease.WhenHeldAsync(Stop);

        first.Clock.Advance(TimeSpan.FromMinutes(5));
        await first.RoundsAsync(1);

        Assert.Equal((false, true, true), (term.IsHeld, term.Over.IsCancellationRequested, first.Lease.IsHeld));
        Assert.NotSame(term, await first.Lease.WhenHeldAsync(Stop));
    }

    [Fact]
    public async Task Holder_StaysHolder_WhenOneRenewalFails()
    {
        var space = await SpaceAsync("lease-one-failure");
        await using var first = new Candidate(plane, space, "first");
        await first.RoundsAsync(1);
        var term = await first.Lease.WhenHeldAsync(Stop);

        first.Tap.Instead = _ => Tap.Refusal(403, "Forbidden", "not now");
        await first.RoundsAsync(2);
        first.Tap.Instead = _ => null;
        await first.RoundsAsync(4);

        Assert.True(term.IsHeld);
        Assert.Equal("2026-12-01T09:00:09.000000Z", Text(await SpecAsync(space), "renewTime"));
    }

    [Fact]
    public async Task Holder_StaysHolder_WhenARenewalHangs()
    {
        var space = await SpaceAsync("lease-hangs");
        await using var first = new Candidate(plane, space, "first");
        await first.RoundsAsync(1);
        var term = await first.Lease.WhenHeldAsync(Stop);

        first.Hang();
        first.Clock.Advance(TimeSpan.FromSeconds(2));
        await first.Tap.HearAsync("PUT");
        first.Clock.Advance(TimeSpan.FromSeconds(5));
        first.Tap.Before = _ => Task.CompletedTask;
        await first.ResumeAsync();
        await first.RoundsAsync(1);

        Assert.True(term.IsHeld);
        Assert.Equal("2026-12-01T09:00:07.500000Z", Text(await SpecAsync(space), "renewTime"));
    }

    [Fact]
    public async Task Holder_StaysHolder_WhenTheAnswerToARenewalWasLost()
    {
        var space = await SpaceAsync("lease-lost-answer");
        await using var first = new Candidate(plane, space, "first");
        await first.RoundsAsync(1);
        var term = await first.Lease.WhenHeldAsync(Stop);
        var objects = await plane.ObjectsAsync();
        await objects.MergeAsync(Leases, new(space, "leader"), """{"metadata":{"labels":{"touched":"yes"}}}"""u8.ToArray(), Stop);

        await first.RoundsAsync(1);

        Assert.True(term.IsHeld);
        Assert.Equal("2026-12-01T09:00:02.000000Z", Text(await SpecAsync(space), "renewTime"));
    }

    [Fact]
    public async Task Holder_IsDeposedAtItsNextRenewal_WhenAnotherTookTheLease()
    {
        var space = await SpaceAsync("lease-deposed");
        await using var first = new Candidate(plane, space, "first");
        await first.RoundsAsync(1);
        var term = await first.Lease.WhenHeldAsync(Stop);
        var objects = await plane.ObjectsAsync();
        await objects.MergeAsync(Leases, new(space, "leader"), """{"spec":{"holderIdentity":"other"}}"""u8.ToArray(), Stop);

        await first.RoundsAsync(1);

        Assert.Equal((false, true, "other"), (first.Lease.IsHeld, term.Over.IsCancellationRequested, first.Lease.Holder));
    }

    [Fact]
    public async Task Holder_MakesTheLeaseAnew_WhenSomebodyDeletedIt()
    {
        var space = await SpaceAsync("lease-deleted");
        await using var first = new Candidate(plane, space, "first");
        await first.RoundsAsync(1);
        await (await plane.ObjectsAsync()).DeleteAsync(Leases, new(space, "leader"), null, Stop);

        await first.RoundsAsync(1);

        Assert.True(first.Lease.IsHeld);
        Assert.Equal("first", Text(await SpecAsync(space), "holderIdentity"));
    }

    [Fact]
    public async Task Standby_TakesTheLeaseAtItsNextLook_WhenTheHolderStopped()
    {
        var space = await SpaceAsync("lease-released");
        await using var standby = new Candidate(plane, space, "standby");
        await using (var first = new Candidate(plane, space, "first"))
        {
            await first.RoundsAsync(1);
        }

        await standby.RoundsAsync(1);

        Assert.True(standby.Lease.IsHeld);
    }

    [Fact]
    public async Task Holder_GivesTheLeaseBack_WhenARenewalThatWasCutShortArrivesMeanwhile()
    {
        var space = await SpaceAsync("lease-late-renewal");
        var objects = await plane.ObjectsAsync();
        await using var first = new Candidate(plane, space, "first");
        await first.RoundsAsync(1);
        var writes = 0;
        first.Tap.Before = async request =>
        {
            if (request.Method == HttpMethod.Put && writes++ == 0)
            {
                await objects.MergeAsync(Leases, new(space, "leader"), """{"spec":{"renewTime":"2026-12-01T09:00:01.000000Z"}}"""u8.ToArray(), Stop);
            }
        };

        await first.EndAsync();

        Assert.Equal(2, writes);
        Assert.False((await SpecAsync(space)).TryGetProperty("holderIdentity", out var holder) && holder.GetString()!.Length > 0);
    }

    private async Task<string> SpaceAsync(string name) => await (await plane.ObjectsAsync()).NamespaceAsync(name);

    private async Task<JsonElement> SpecAsync(string space)
    {
        var found = await (await plane.ObjectsAsync()).FindAsync(Leases, new(space, "leader"), Stop);
        using var document = JsonDocument.Parse(found!.Value.Json);
        return document.RootElement.GetProperty("spec").Clone();
    }

    private static string Text(JsonElement spec, string name) => spec.GetProperty(name).GetString()!;

    /// <summary>A process that wants to lead, with a clock of its own. It stands still between two rounds.</summary>
    private sealed class Candidate : IAsyncDisposable
    {
        private static readonly TimeSpan Between = TimeSpan.FromSeconds(2);

        private readonly CancellationTokenSource _over = new();
        private readonly ApiConnection _connection;
        private TimeSpan _sleep;
        private Task? _run;

        public Candidate(ControlPlane plane, string space, string identity, TimeSpan skew = default)
        {
            Clock = new(new DateTimeOffset(2026, 12, 1, 9, 0, 0, TimeSpan.Zero) + skew);
            Tap? tap = null;
            _connection = new(ApiAccess.FromKubeconfig(plane.Kubeconfig, null), TimeProvider.System, sockets => tap = new Tap(sockets));
            Tap = tap!;
            Lease = new(new ApiObjects(_connection, TimeProvider.System, () => 0), new(space, "leader", identity), Clock, () => 0, new TestLog());
        }

        public TestClock Clock { get; }

        public Tap Tap { get; }

        public LeaderLease Lease { get; }

        /// <summary>So many tries to get or renew the lease, two seconds apart or less.</summary>
        public async Task RoundsAsync(int count)
        {
            for (var i = 0; i < count; i++)
            {
                if (_run is null)
                {
                    _run = Lease.RunAsync(_over.Token);
                }
                else
                {
                    Clock.Advance(_sleep);
                }

                await ResumeAsync();
            }
        }

        /// <summary>Waits for the end of a round; longer sleeps are limits of requests and of the term.</summary>
        public async Task ResumeAsync()
        {
            do
            {
                _sleep = await Clock.SleepAsync(Stop);
            }
            while (_sleep > Between);
        }

        /// <summary>No request is answered any more.</summary>
        public void Hang() => Tap.Before = _ => new TaskCompletionSource().Task;

        /// <summary>Asks it to end, and waits until it has.</summary>
        public async Task EndAsync()
        {
            await _over.CancelAsync();
            await (_run ?? Task.CompletedTask);
        }

        public async ValueTask DisposeAsync()
        {
            Tap.Before = _ => Task.CompletedTask;
            await EndAsync();
            Lease.Dispose();
            _connection.Dispose();
            _over.Dispose();
        }
    }
}
