using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using Reconciler.Kubernetes.Connecting;
using Reconciler.Kubernetes.Objects;
using Reconciler.Kubernetes.Recording;
using Reconciler.Kubernetes.Tests.Observing;
using Reconciler.TestKit.Clusters;
using static Reconciler.Kubernetes.Tests.Plane;

namespace Reconciler.Kubernetes.Tests.Recording;

/// <summary>Events as <c>kubectl describe</c> shows them.</summary>
public sealed class EventTests(ControlPlane plane)
{
    private static readonly ResourceType Events = new("", "v1", "events", "Event", Namespaced: true);
    private static readonly EventOptions Options = new("reconciler", "pod-1") { Pause = TimeSpan.Zero };

    [Fact]
    public async Task Event_IsOneWhoseCountGrows_WhenTheSameIsSaidAgain()
    {
        var objects = await plane.ObjectsAsync();
        var space = await objects.NamespaceAsync("events");
        var about = Subject(await objects.PutAsync(space, "a", "1"));

        await SayAsync(objects, space, "Scheduled ×1: starts on Tuesday", (about, EventType.Normal, "Scheduled", "starts on Tuesday"));
        // Another process, as after a restart, that says it twice in one breath, and something else.
        await SayAsync(objects, space, "Blocked ×1: no window, Scheduled ×3: starts on Tuesday",
            (about, EventType.Normal, "Scheduled", "starts on Tuesday"),
            (about, EventType.Normal, "Scheduled", "starts on Tuesday"),
            (about, EventType.Warning, "Blocked", "no window"));

        var described = await plane.KubectlAsync("describe", "configmap", "a", "-n", space);
        Assert.Matches(@"Normal\s+Scheduled\s+\S+ \(x3 over \S+\)\s+reconciler\s+starts on Tuesday", described);
        Assert.Matches(@"Warning\s+Blocked\s+\S+\s+reconciler\s+no window", described);
    }

    [Fact]
    public async Task Event_IsWritten_WhenItsTextIsLongAndItsObjectHasNoNamespace()
    {
        var objects = await plane.ObjectsAsync();
        await objects.NamespaceAsync("long-events");
        var about = new EventSubject(Namespaces, new(null, "long-events"), "uid-of-long-events");

        await SayAsync(objects, "default", $"Long ×1: {new string('é', 510)}…", (about, EventType.Normal, "Long", new('é', 3000)));
    }

    [Fact]
    public void Record_NeverWaits_WhenTooManyEventsDo()
    {
        var observer = new TestObserver();
        using var nowhere = new ApiConnection(new() { Server = new("http://127.0.0.1:1") }, TimeProvider.System) { Observer = observer };
        var recorder = new EventRecorder(new(nowhere, TimeProvider.System, () => 0), Options with { Capacity = 2 }, TimeProvider.System, new TestLog());
        var about = new EventSubject(ConfigMaps, new("s", "a"), "u");

        Assert.True(recorder.Record(about, EventType.Normal, "A", ""));
        Assert.True(recorder.Record(about, EventType.Normal, "B", ""));
        Assert.False(recorder.Record(about, EventType.Normal, "C", ""));
        Assert.True(recorder.Record(about, EventType.Normal, "A", ""));
        Assert.Equal(1, observer.EventsDropped);
    }

    [Fact]
    public async Task Recorder_WritesWhatStillWaits_WhenItIsStopped()
    {
        var objects = await plane.ObjectsAsync();
        await objects.NamespaceAsync("last-events");
        var recorder = new EventRecorder(objects, Options with { Pause = TimeSpan.FromHours(1), Flush = TimeSpan.FromHours(1) }, TimeProvider.System, new TestLog());
        foreach (var reason in (string[])["A", "B", "C"])
        {
            recorder.Record(new(ConfigMaps, new("last-events", "a"), "u"), EventType.Normal, reason, "");
        }

        using var stop = new CancellationTokenSource();
        var running = recorder.RunAsync(stop.Token);
        await stop.CancelAsync();
        await running;

        Assert.Equal(3, (await objects.ListAsync(Events, new("last-events"), TestContext.Current.CancellationToken)).Length);
    }

    [Fact]
    public async Task Recorder_DropsWhatStillWaits_WhenNobodyAnswersInTime()
    {
        var observer = new TestObserver();
        using var nowhere = new ApiConnection(new() { Server = new("http://127.0.0.1:1") }, TimeProvider.System) { Observer = observer };
        var recorder = new EventRecorder(new(nowhere, TimeProvider.System, () => 0), Options with { Flush = TimeSpan.FromMilliseconds(1) }, TimeProvider.System, new TestLog());
        foreach (var reason in (string[])["A", "B", "C"])
        {
            recorder.Record(new(ConfigMaps, new("s", "a"), "u"), EventType.Normal, reason, "");
        }

        await recorder.RunAsync(new(canceled: true));

        Assert.Equal(3, observer.EventsDropped);
    }

    [Fact]
    public async Task Recorder_SaysOnce_HowManyEventsOfABurstWereDropped()
    {
        var objects = await plane.ObjectsAsync();
        var space = await objects.NamespaceAsync("event-bursts");
        var about = Subject(await objects.PutAsync(space, "a", "1"));
        var lines = new ConcurrentQueue<string>();
        var recorder = new EventRecorder(objects, Options with { Capacity = 2 }, TimeProvider.System, new LineLog(lines));
        foreach (var number in Enumerable.Range(0, 5))
        {
            recorder.Record(about, EventType.Normal, "Burst", $"number {number}");
        }

        using var over = new CancellationTokenSource();
        var run = recorder.RunAsync(over.Token);
        while (lines.IsEmpty)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System, Stop);
        }

        await over.CancelAsync();
        await run;
        Assert.StartsWith("3 events were dropped", Assert.Single(lines), StringComparison.Ordinal);
    }

    private sealed class LineLog(ConcurrentQueue<string> lines) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) => lines.Enqueue(formatter(state, exception));
    }

    private static EventSubject Subject(ApiObject found) => new(ConfigMaps, found.Head.Name, found.Head.Uid);

    // Runs a recorder until the namespace has these events.
    private static async Task SayAsync(
        ApiObjects objects, string space, string expected, params IEnumerable<(EventSubject, EventType, string, string)> events)
    {
        var recorder = new EventRecorder(objects, Options, TimeProvider.System, new TestLog());
        foreach (var (about, type, reason, message) in events)
        {
            Assert.True(recorder.Record(about, type, reason, message));
        }

        using var over = new CancellationTokenSource();
        var run = recorder.RunAsync(over.Token);
        string said;
        do
        {
            said = string.Join(", ", (await objects.ListAsync(Events, new(space, Fields: "source=reconciler"), Stop)).Select(Words).Order(StringComparer.Ordinal));
        }
        while (said != expected && !run.IsCompleted);

        await over.CancelAsync();
        await run;
        Assert.Equal(expected, said);
    }

    private static string Words(ApiObject found)
    {
        using var document = System.Text.Json.JsonDocument.Parse(found.Json);
        var root = document.RootElement;
        return $"{root.GetProperty("reason")} ×{root.GetProperty("count")}: {root.GetProperty("message")}";
    }
}
