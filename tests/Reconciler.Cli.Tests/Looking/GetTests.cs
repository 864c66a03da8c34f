using Reconciler.Cli.Tests.Running;

namespace Reconciler.Cli.Tests.Looking;

/// <summary><c>reconciler get</c> of files: the example fleet as it is after a run, and a fleet that is broken.</summary>
public sealed class GetTests : IDisposable
{
    private const string Fleet = "examples/fleet";

    private readonly Workplace _place = new Workplace().WithCopyOf(Fleet);

    [Theory]
    [InlineData("windows")]
    [InlineData("windows -o wide")]
    [InlineData("windows -o name")]
    [InlineData("windows -o json amer-to-15su2-globex-amer")]
    [InlineData("windows -o yaml amer-to-15su2-globex-amer")]
    [InlineData("notices")]
    [InlineData("notices -o wide amer-to-15su2-globex-amer")]
    [InlineData("notices -o json amer-to-15su2-globex-amer-planned-0-29ae25a7")]
    [InlineData("notices -o name amer-to-15su2-globex-amer")]
    [InlineData("tickets")]
    [InlineData("tickets -o wide")]
    [InlineData("tickets -o yaml hooli-ntp")]
    [InlineData("findings")]
    [InlineData("findings -o wide")]
    [InlineData("findings -o name")]
    public async Task Get_ListsWhatNeedsAPersonFirst_ThenByWhen(string arguments)
    {
        await _place.RunAsync($"run {Fleet} {Workplace.AsOf}");

        var outcome = await _place.RunAsync($"get {arguments} {Fleet} {Workplace.AsOf}");

        Assert.Equal((ExitCodes.Clean, ""), (outcome.Code, outcome.Error));
        Golden.Match($"Golden/{arguments.Replace(" -o ", "-", StringComparison.Ordinal).Split(' ')[0]}{EndingOf(arguments)}", outcome.Output);
    }

    [Theory]
    [InlineData("windows")]
    [InlineData("findings")]
    public async Task Get_PutsWhatIsBlockedFirst(string noun)
    {
        _place.WithFleet("broken");

        var outcome = await _place.RunAsync($"get {noun} broken {Workplace.AsOf}");

        Assert.Equal((ExitCodes.Clean, ""), (outcome.Code, outcome.Error));
        Golden.Match($"Golden/broken-{noun}.golden.txt", outcome.Output);
    }

    [Theory]
    [InlineData("get windows")]
    [InlineData("get tickets")]
    [InlineData("status")]
    public async Task Night_BeginsWithWhatIsOver_AndWithWhatGoesOn(string command)
    {
        await _place.RunAsync($"run {Fleet} {Workplace.AsOf}");
        await _place.RunAsync($"run {Fleet} --as-of 2026-12-09T10:30:00Z");

        var outcome = await _place.RunAsync($"{command} {Fleet} --as-of 2026-12-09T10:30:00Z");

        Assert.Equal((ExitCodes.Clean, ""), (outcome.Code, outcome.Error));
        Golden.Match($"Golden/night-{command.Split(' ')[^1]}.golden.txt", outcome.Output);
    }

    [Theory]
    [InlineData("get notices")]
    [InlineData("status")]
    public async Task Hold_IsShown_WithWhatReleasesIt(string command)
    {
        _place.With("policy.yaml", "{apiVersion: ops.reconciler.dev/v1alpha1, kind: OperationalPolicy, metadata: {name: default}, spec: {safety: {maxNotices: 1}}}");
        await _place.RunAsync($"run {Fleet} {Workplace.AsOf} --policy policy.yaml");

        var outcome = await _place.RunAsync($"{command} {Fleet} {Workplace.AsOf} --policy policy.yaml");

        Assert.Equal((ExitCodes.Clean, ""), (outcome.Code, outcome.Error));
        Golden.Match($"Golden/held-{command.Split(' ')[^1]}.golden.txt", outcome.Output);
    }

    [Theory]
    [InlineData("windows -l ops.reconciler.dev/region_in_(UK,EU),ops.reconciler.dev/origin-kind!=MaintenanceWindow", "maintenancewindow.ops.reconciler.dev/lbm-fix-wayne-uk\nmaintenancewindow.ops.reconciler.dev/locale-set-de-globex-eu")]
    [InlineData("tickets -l ops.reconciler.dev/instance=hooli-amer", "changeticket.ops.reconciler.dev/hooli-ntp")]
    [InlineData("window hooli-ntp", "maintenancewindow.ops.reconciler.dev/hooli-ntp")]
    [InlineData("changetickets hooli-ntp", "changeticket.ops.reconciler.dev/hooli-ntp")]
    [InlineData("mw hooli-ntp", "maintenancewindow.ops.reconciler.dev/hooli-ntp")]
    public async Task Get_TakesNamesAndLabels(string arguments, string expected)
    {
        await _place.RunAsync($"run {Fleet} {Workplace.AsOf}");

        Assert.Equal(expected + "\n", (await _place.RunAsync($"get {arguments} {Fleet} {Workplace.AsOf} -o name".Split(' ').Select(word => word.Replace('_', ' ')).ToArray())).Output);
    }

    [Fact]
    public async Task Get_SaysSo_WhenThereIsNothing()
    {
        var none = await _place.RunAsync($"get windows {Fleet} {Workplace.AsOf} -l team=nobody");
        var json = await _place.RunAsync($"get windows {Fleet} {Workplace.AsOf} -l team=nobody -o json");

        Assert.Equal(new(ExitCodes.Clean, "", $"No windows in {Fleet} with team=nobody: 24 with other labels.\n"), none);
        Assert.Empty(json.Json["windows"]!.AsArray());
    }

    [Theory]
    [InlineData("windows nobody examples/fleet", ExitCodes.Failed, "there is no 'nobody' among the windows")]
    [InlineData("windows ./nowhere", ExitCodes.Failed, "./nowhere: no such file or folder")]
    [InlineData("windows examples/fleet --kubeconfig somewhere", ExitCodes.Usage, "leave one of them out")]
    [InlineData("windows nofolder --kubeconfig nowhere", ExitCodes.Failed, "'nofolder' is neither a file nor a folder here, and no cluster could be asked for it: ")]
    [InlineData("windows --state here", ExitCodes.Usage, "--state, --policy and --templates go with files")]
    [InlineData("windows examples/fleet -l a=b;", ExitCodes.Usage, "'a=b;' is not a label selector")]
    [InlineData("windows examples/fleet -A -n fleet", ExitCodes.Usage, "-A means all namespaces")]
    [InlineData("windows examples/fleet --wtch", ExitCodes.Usage, "did you mean '--watch'?")]
    [InlineData("", ExitCodes.Usage, "say what to get: windows, notices, tickets, findings, fleet")]
    [InlineData("widgets", ExitCodes.Usage, "there is no 'widgets' to get: windows, notices, tickets, findings, fleet")]
    public async Task Get_SaysWhatIsWrong(string arguments, int code, string expected)
    {
        var outcome = await _place.RunAsync($"get {arguments}".Trim());

        Assert.Equal((code, ""), (outcome.Code, outcome.Output));
        Assert.Contains(expected, outcome.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Get_OfWhatCanNotBeRead_FailsAndSaysWhy_AndFindingsListIt()
    {
        _place.WithFleet("unreadable");

        var windows = await _place.RunAsync("get windows unreadable");
        var findings = await _place.RunAsync("get findings unreadable");

        Assert.Equal((ExitCodes.Findings, ""), (windows.Code, windows.Output));
        Assert.Contains("unreadable/windows.yaml:", windows.Error, StringComparison.Ordinal);
        Assert.StartsWith("SEVERITY", findings.Output, StringComparison.Ordinal);
        Assert.Equal(ExitCodes.Clean, findings.Code);
    }

    [Fact]
    public async Task Json_HasTheRowsOfPlan()
    {
        var rows = (await _place.RunAsync($"get windows {Fleet} {Workplace.AsOf} -o json")).Json["windows"]!.AsArray();
        var planned = (await _place.RunAsync($"plan {Fleet} {Workplace.AsOf} -o json")).Json["entries"]!.AsArray();

        Assert.Equal(planned.Count, rows.Count);
        Assert.All(rows, row =>
        {
            var plain = row!.DeepClone().AsObject();
            plain.Remove("needsPerson");
            Assert.Contains(planned, entry => (string)entry!["name"]! == (string)plain["name"]! && (string)entry["instance"]! == (string)plain["instance"]!);
            Assert.Equal(planned.First()!.AsObject().Select(field => field.Key), plain.Select(field => field.Key));
        });
    }

    /// <inheritdoc/>
    public void Dispose() => _place.Dispose();

    private static string EndingOf(string arguments) =>
        arguments.Contains("json", StringComparison.Ordinal) ? ".golden.json" : arguments.Contains("yaml", StringComparison.Ordinal) ? ".golden.yaml" : ".golden.txt";
}
