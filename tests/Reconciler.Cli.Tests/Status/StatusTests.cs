using System.Text.Json;
using Reconciler.Cli.Tests.Running;

namespace Reconciler.Cli.Tests.Status;

public sealed class StatusTests : IDisposable
{
    private const string Waived = """
        apiVersion: ops.reconciler.dev/v1alpha1
        kind: DedicatedInstance
        metadata:
          name: acme-lab
          annotations:
            ops.reconciler.dev/waive: |
              RED001 until=2026-12-31 by=jane reason=a laboratory
              MON002 until=2026-12-10 by=jane reason=watched by hand
              NOT004 until=2026-11-30 by=jo reason=new contacts in November
        spec:
          customer: Acme
          partner: Northwind
          region: AMER
          dataCenters: [dc-1]
          applications:
          - {kind: CUCM, version: 15SU2, nodes: [{name: ucm-1, role: publisher, dataCenter: dc-1}]}
          certificates:
          - {name: tomcat, application: CUCM, expires: 2027-01-20, managedBy: customer}
          contacts:
          - {name: Northwind, email: changes@northwind.example, party: partner, registeredAlerts: [maintenance and outage], confirmedOn: 2026-07-01}
          - {name: Acme, email: telephony@acme.example, party: customer, confirmedOn: 2026-11-01}
        """;

    private readonly Workplace _place = new Workplace().With("fleet/lab.yaml", Waived);

    [Fact]
    public async Task Status_ShowsWaivers_AndWhatLapses()
    {
        var outcome = await _place.RunAsync($"status fleet {Workplace.AsOf}");

        Assert.Equal((ExitCodes.Clean, ""), (outcome.Code, outcome.Error));
        Golden.Match("status.golden.txt", outcome.Output);
    }

    [Theory]
    // The customer's certificate expires at the end of 20 January in New York, 50 days and 20 hours ahead.
    [InlineData("50d20h", false)]
    [InlineData("50d20h1s", true)]
    public async Task Status_LooksAheadAsFarAsItIsTold(string lapsing, bool expected)
    {
        var outcome = await _place.RunAsync($"status fleet {Workplace.AsOf} --lapsing {lapsing} -o json");

        using var document = JsonDocument.Parse(outcome.Output);
        Assert.Equal(expected, document.RootElement.GetProperty("lapsing").EnumerateArray().Any(lapse => lapse.GetProperty("kind").GetString() == "certificate"));
        Assert.Equal(
            ["used", "unused", "lapsed"],
            document.RootElement.GetProperty("waivers").EnumerateArray().Select(waiver => waiver.GetProperty("state").GetString()));
    }

    [Fact]
    public async Task Status_IsWrongUsage_WhenTheSpanIsNoDuration()
    {
        var outcome = await _place.RunAsync("status fleet --lapsing 30");

        Assert.Equal(ExitCodes.Usage, outcome.Code);
        Assert.Contains("'30' is not a duration", outcome.Error, StringComparison.Ordinal);
    }

    /// <inheritdoc/>
    public void Dispose() => _place.Dispose();
}
