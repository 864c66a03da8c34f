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

    [Theory]
    [InlineData("wide", "txt")]
    [InlineData("name", "txt")]
    [InlineData("yaml", "yaml")]
    public async Task Status_HasTheFormsOfLists(string form, string ending)
    {
        _place.WithFleet("broken");

        var outcome = await _place.RunAsync($"status broken {Workplace.AsOf} -o {form}");

        Assert.Equal((ExitCodes.Clean, ""), (outcome.Code, outcome.Error));
        Golden.Match($"broken-{form}.golden.{ending}", outcome.Output);
    }

    [Fact]
    public async Task Status_TakesLabelsAndANamespace()
    {
        _place.WithCopyOf("examples/fleet").With("examples/fleet/lab.yaml", Waived);

        var amer = await _place.RunAsync($"status examples/fleet -n fleet {Workplace.AsOf} -l ops.reconciler.dev/region=AMER -o json");
        var none = await _place.RunAsync($"status examples/fleet -n nowhere {Workplace.AsOf} -o name");
        var (some, mistyped) = (await _place.RunAsync($"status examples/fleet -n fleet {Workplace.AsOf} -l ops.reconciler.dev/region=AMER"), await _place.RunAsync($"status examples/fleet {Workplace.AsOf} -l ops.reconciler.dev/region=amer"));

        Assert.Equal(["hooli-amer", "globex-amer", "initech-amer", "wayne-amer"], amer.Json["coming"]!.AsArray().Select(entry => (string?)entry!["instance"]).Distinct());
        Assert.Equal(["acme-lab", "globex-amer", "initech-amer", "wayne-amer"], amer.Json["waivers"]!.AsArray().Select(waiver => (string?)waiver!["object"]!["name"]).Distinct().Order());
        Assert.NotEmpty(amer.Json["lapsing"]!.AsArray());
        Assert.All(amer.Json["lapsing"]!.AsArray(), lapse => Assert.Contains("America", (string?)lapse!["zone"], StringComparison.Ordinal));
        Assert.Equal(new(ExitCodes.Clean, "", ""), none);
        Assert.StartsWith("examples/fleet with ops.reconciler.dev/region=AMER: 6 instances, 8 changes, ", some.Output, StringComparison.Ordinal);
        Assert.Matches("^examples/fleet with ops.reconciler.dev/region=amer: 0 instances, 0 changes, .*\n\nNothing is here: no instance and no change.\n", mistyped.Output);
        Assert.DoesNotContain("Nothing needs a person", mistyped.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("text")]
    [InlineData("json")]
    [InlineData("name")]
    public async Task Watch_ShowsItAgain_WhenItBecameAnother(string form)
    {
        _place.WithFleet("small");
        var fleet = await File.ReadAllTextAsync(_place.PathOf("small/fleet.yaml"), TestContext.Current.CancellationToken);
        using var stop = new CancellationTokenSource();
        await using var output = new Said();
        var watching = Program.RunAsync(["status", "small", "-w", "-o", form], _place.ShellOf(output, TextWriter.Null), stop.Token);

        var first = await output.NextAsync();
        _place.With("small/fleet.yaml", fleet.Replace("start: 2026-12-14", "start: 2026-12-15", StringComparison.Ordinal));
        var second = await _place.Clock.SleepUntilAsync(output.NextAsync(), TestContext.Current.CancellationToken);
        await stop.CancelAsync();

        Assert.Equal(ExitCodes.Clean, await watching);
        Golden.Match($"watch-{form}.golden.txt", Untimed($"{first}--- then\n{second}"));

        // How long the command slept until it saw the change is no part of it.
        static string Untimed(string text) => System.Text.RegularExpressions.Regex.Replace(text, "as of .*|(?<=\"now\": ?\")[^\"]*", "…", System.Text.RegularExpressions.RegexOptions.None, TimeSpan.FromSeconds(1));
    }

    /// <inheritdoc/>
    public void Dispose() => _place.Dispose();
}
