using System.Net;
using Reconciler.Operator.Tests.Given;
using Reconciler.TestKit.Clusters;

namespace Reconciler.Operator.Tests;

/// <summary>The program ends well, and soon.</summary>
/// <param name="plane">A real API server.</param>
public sealed class StopTests(ControlPlane plane)
{
    private const int Windows = 2000;
    private const int Some = 50;

    // As a shell has it: 128, and the number of the signal.
    private const int EndedBySigterm = 143;

    // The ten seconds that it gives itself, and as many for a machine that is busy; the chart's pods have thirty.
    private static readonly TimeSpan Most = TimeSpan.FromSeconds(20);

    public static bool HasSignals => !OperatingSystem.IsWindows();

    [Fact(SkipUnless = nameof(HasSignals), Skip = "Windows has no SIGTERM")]
    public async Task Operator_AskedToEnd_WhileTwoThousandStatusesAreWritten_GivesEverythingBack()
    {
        await using var bed = await Bed.NewAsync(plane);
        await Many.CreateAsync(bed, 100, Windows);
        await using var process = new OperatorProcess(bed, "first", "--announce", "observe", "--listen", "127.0.0.1:0");
        var address = await process.AddressAsync();
        await Bed.UntilAsync("some statuses are written", async () => (await Web.MetricsAsync(address)).GetValueOrDefault("""reconciler_api_requests_total{verb="patch",resource="maintenancewindows/status",code="200"}""") >= Some);

        await process.SignalAsync("TERM");

        Assert.Equal(0, await process.EndAsync(Most));
        var said = process.Lines.Select(line => line[(line.IndexOf(' ', StringComparison.Ordinal) + 1)..]).ToArray();
        var asked = Array.FindIndex(said, line => line.Contains("asked to end", StringComparison.Ordinal));
        var released = Array.FindIndex(said, line => line.Contains("given back", StringComparison.Ordinal));
        Assert.True(asked >= 0 && released > asked, string.Join('\n', said.TakeLast(10)));
        Assert.DoesNotContain(said, line => line.StartsWith("error", StringComparison.Ordinal));
        Assert.DoesNotContain(said[released..], line => line.Contains("pass over", StringComparison.Ordinal));
        Assert.Equal("", await bed.KubectlAsync("get", "lease", "lease", "-o", "jsonpath={.spec.holderIdentity}"));

        // What was cut short the next one completes.
        await using var next = new OperatorProcess(bed, "second", "--announce", "observe", "--listen", "127.0.0.1:0");
        Assert.True(await next.PassesAsync());
        Assert.All(await bed.ListAsync("MaintenanceWindow"), window => Assert.True(Many.IsSettled(window)));
    }

    [Fact(SkipUnless = nameof(HasSignals), Skip = "Windows has no SIGTERM")]
    public async Task Operator_AskedToEnd_IsReadyNoMore_AndEndsAtOnceWhenAskedAgain()
    {
        await using var bed = await Bed.NewAsync(plane);
        await using var proxy = new RequestProxy(plane);
        await using var process = new OperatorProcess(bed, "first", bed.Write(proxy.Kubeconfig), "60s", _ => { }, "--listen", "127.0.0.1:0");
        await process.LeadsAsync();
        var address = await process.AddressAsync();
        await Bed.UntilAsync("it is ready", async () => await Web.GetAsync(address, "/readyz") is (HttpStatusCode.OK, _));

        // The lease can not be given back while nobody answers, nor is it given up before the ten seconds are over.
        proxy.Fault = _ => new(0);
        await process.SignalAsync("TERM");

        await Bed.UntilAsync("it is ready no more", async () => await Web.GetAsync(address, "/readyz") is (HttpStatusCode.ServiceUnavailable, var text)
            && text.StartsWith("[-]shutdown failed: the process was asked to end\n", StringComparison.Ordinal));
        Assert.Equal((HttpStatusCode.OK, "ok\n"), await Web.GetAsync(address, "/healthz"));

        await process.SignalAsync("TERM");
        Assert.Equal(EndedBySigterm, await process.EndAsync());
    }

    [Fact(SkipUnless = nameof(HasSignals), Skip = "Windows has no SIGTERM")]
    public async Task Operator_AskedToEnd_EndsByItself_WhenTheServerDoesNotAnswer()
    {
        await using var bed = await Bed.NewAsync(plane);
        await using var proxy = new FaultyProxy(bed.Plane.Port);
        await using var process = new OperatorProcess(bed, "first", bed.KubeconfigFor(proxy.Address), "60s", _ => { });
        await process.LeadsAsync();
        proxy.Refuses = true;
        proxy.Swallow();

        await process.SignalAsync("TERM");

        // Whether it gave up asking within its ten seconds, or these were over first.
        Assert.Contains(await process.EndAsync(Most), new[] { 0, EndedBySigterm });
    }
}
