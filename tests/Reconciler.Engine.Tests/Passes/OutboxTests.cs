using Reconciler.Api;
using Reconciler.Core.Policy;
using Reconciler.Engine.Channels;
using Reconciler.Engine.Stores;
using Reconciler.Engine.Tests.Given;
using Reconciler.Rendering;

namespace Reconciler.Engine.Tests.Passes;

/// <summary>Telling at least once: claim, send, record.</summary>
public sealed class OutboxTests
{
    [Fact]
    public async Task Run_SendsAgainWithTheSameMessageId_UntilItIsAccepted()
    {
        using var bed = Fleet();
        var channel = new Refusing(refusals: 3);
        var first = await bed.RunAsync(Yaml.Now, channel: channel);
        Assert.Equal(["NotDelivered", "NotDelivered"], first.Undelivered.Select(finding => finding.Rule));
        Assert.Empty(first.Sent);
        Assert.All(Statuses(bed), status => Assert.Contains("attempts: 1", status, StringComparison.Ordinal));

        Assert.Single((await bed.RunAsync("2026-12-01T09:05:00Z", channel: channel)).Sent);
        Assert.Single((await bed.RunAsync("2026-12-01T09:10:00Z", channel: channel)).Sent);
        Assert.Empty((await bed.RunAsync("2026-12-01T09:15:00Z", channel: channel)).Sent);
        Assert.Equal([2, 3], channel.Seen.CountBy(id => id).Select(pair => pair.Value).Order());
        Assert.Equal(["attempts: 2", "attempts: 3"], Statuses(bed).SelectMany(text => text.Split('\n')).Select(line => line.Trim()).Where(line => line.StartsWith("attempts", StringComparison.Ordinal)).Order());
    }

    [Theory]
    [InlineData("{{ if recipient.name == 'Desk' }}{{ nonsense }}{{ end }}", "NotRendered", 1)] // only these facts show it
    [InlineData("{{ nonsense }}", "BadTemplate", 0)] // a look at it does: nobody is told anything
    public async Task Run_FindsATemplateThatFails(string text, string rule, int told)
    {
        using var bed = Fleet();
        bed.With("templates.yaml", """
            apiVersion: v1
            kind: ConfigMap
            metadata: {name: texts, namespace: fleet, labels: {ops.reconciler.dev/template: "true"}}
            data:
              planned.en.scriban: |
                Subject: Ours for {{ instance }}

                TEXT
            """.Replace("TEXT", text, StringComparison.Ordinal));
        var result = await bed.RunAsync(Yaml.Now);
        var finding = Assert.Single(result.Findings, finding => finding.Severity == Severity.Error);
        Assert.Equal((rule, "planned.en.scriban", 3), (finding.Rule, finding.File, finding.Span.Line));
        Assert.Equal(told, result.Sent.Length);
    }

    [Fact]
    public async Task Run_TakesTheTextOfAConfigMap_ThatHasTheLabel()
    {
        using var bed = Fleet();
        bed.With("templates.yaml", """
            apiVersion: v1
            kind: ConfigMap
            metadata: {name: texts, namespace: fleet, labels: {ops.reconciler.dev/template: "true"}}
            data:
              planned.en.scriban: "Subject: Ours for {{ instance }}\n\nHello.\n"
            """);
        var result = await bed.RunAsync(Yaml.Now);
        Assert.False(result.HasErrors);
        Assert.Contains(bed.Tree(), pair => pair.Key.EndsWith(".eml", StringComparison.Ordinal) && pair.Value.Contains("\r\nSubject: Ours for acme\r\n", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Run_GoesOn_WhenTheChannelsDiskTakesNothing()
    {
        using var bed = Fleet();
        using var other = new Bed();
        Directory.CreateDirectory(other.Store.Path);
        await File.WriteAllTextAsync(other.PathOf("notices"), "a file where the folder would be", TestContext.Current.CancellationToken);
        var result = await bed.RunAsync(Yaml.Now, channel: new FolderChannel(other.Store, new DiskFiles()));
        Assert.Empty(result.Sent);
        Assert.All(result.Undelivered, problem => Assert.Contains("it can not be written", problem.Message, StringComparison.Ordinal));
        Assert.Equal(result.Plan!.Notices.Count(notice => notice.SendNow), result.Undelivered.Length);
        Assert.All(bed.Tree().Where(file => file.Key.StartsWith("objects/Notice/", StringComparison.Ordinal)), file => Assert.Contains("refused: 1", file.Value, StringComparison.Ordinal));
        Assert.Contains("status/MaintenanceWindow/fleet/one.yaml", bed.Tree().Keys);
    }

    [Fact]
    public async Task Run_HoldsMoreThanTheLimit_AndReleasesExactlyThese()
    {
        using var bed = new Bed().With("instance.yaml", Yaml.Instance(customers: 200)).With("one.yaml", Yaml.Window("one", "2026-12-16"));
        var held = await bed.RunAsync(Yaml.Now);
        Assert.Empty(held.Sent);
        Assert.Equal(201, held.Plan!.Hold!.Notices.Length);
        Assert.Empty((await bed.RunAsync("2026-12-01T09:01:00Z", options: new() { Settle = false, Release = "wrong" })).Sent);

        var released = await bed.RunAsync("2026-12-01T09:02:00Z", options: new() { Settle = false, Release = held.Plan.Hold.Digest });
        Assert.Equal(held.Plan.Hold.Notices, released.Sent.Select(notice => notice.Name).Order(StringComparer.Ordinal));
        Assert.Null(released.Plan!.Hold);
    }

    [Fact]
    public async Task Run_SendsAnEmergency_HoweverMany()
    {
        using var bed = new Bed().With("instance.yaml", Yaml.Instance(customers: 200)).With("one.yaml", Yaml.Window(
            "one", "2026-12-01T10:00:00Z", "  impact: {level: outage}\n  emergency: {ground: restoreService, approvedBy: duty-manager@provider.example, customerImpact: no calls}"));
        var result = await bed.RunAsync(Yaml.Now);
        Assert.Null(result.Plan!.Hold);
        Assert.Equal(202, result.Sent.Length);
    }

    private static Bed Fleet() => new Bed().With("instance.yaml", Yaml.Instance()).With("one.yaml", Yaml.Window("one", "2026-12-16"));

    private static IEnumerable<string> Statuses(Bed bed) =>
        bed.Tree().Where(pair => pair.Key.StartsWith("objects/Notice/", StringComparison.Ordinal)).Select(pair => pair.Value);

    private sealed class Refusing(int refusals) : IChannel
    {
        private int _left = refusals;

        public List<string> Seen { get; } = [];

        public Task SendAsync(Notice notice, RenderedNotice text, CancellationToken stop)
        {
            Seen.Add(notice.Spec.MessageId);
            return _left-- > 0 ? throw new DeliveryException("450 try later") : Task.CompletedTask;
        }
    }
}
