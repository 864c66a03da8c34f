using System.Diagnostics;
using System.Text.RegularExpressions;
using Reconciler.Cli.Explaining;
using Reconciler.Cli.Tests.Running;

namespace Reconciler.Cli.Tests.Commands;

public sealed class ValidateTests : IDisposable
{
    private readonly Workplace _place = new Workplace().WithFleet("small").WithFleet("broken").WithFleet("unreadable");

    [Theory]
    [InlineData("text", "txt")]
    [InlineData("json", "json")]
    [InlineData("sarif", "sarif")]
    [InlineData("junit", "xml")]
    [InlineData("github", "txt")]
    [InlineData("gitlab", "json")]
    [InlineData("markdown", "md")]
    public async Task Validate_WritesEachFormat(string format, string extension)
    {
        var outcome = await _place.RunAsync($"validate broken {Workplace.AsOf} -o {format}");

        Assert.Equal((ExitCodes.Findings, ""), (outcome.Code, outcome.Error));
        Golden.Match($"../Golden/validate-{format}.golden.{extension}", Regex.Replace(outcome.Output, "\"(?<rule>[A-Z]{3}[0-9]{3}): .*\"", "\"(the page of ${rule})\"", RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(1)));
    }

    [Fact]
    public async Task Sarif_ExplainsItsRules()
    {
        var outcome = await _place.RunAsync($"validate broken {Workplace.AsOf} -o sarif");

        var rules = outcome.Json["runs"]![0]!["tool"]!["driver"]!["rules"]!.AsArray();
        Assert.Contains(rules, rule => (string?)rule!["id"] == "WIN001");
        Assert.All(rules, rule => Assert.Equal(RulePage.Find((string)rule!["id"]!), (string?)rule["help"]!["markdown"]));
    }

    [Theory]
    [InlineData("broken")]
    [InlineData("unreadable")]
    public async Task Sarif_SatisfiesAnOutsideJudge(string fleet)
    {
        var judge = Repository.PathOf("artifacts", "tools", "node_modules", "@microsoft", "sarif-multitool", "bin.js");
        Assert.SkipUnless(File.Exists(judge), "needs: npm install --prefix artifacts/tools @microsoft/sarif-multitool, as .ci/run does");
        await _place.RunAsync($"validate {fleet} {Workplace.AsOf} -o sarif=out.sarif");

        using var process = Process.Start(new ProcessStartInfo("node", [judge, "validate", _place.PathOf("out.sarif"), "--rule-kind", "\"Sarif;Gh\""]) { UseShellExecute = false, RedirectStandardOutput = true })!;
        var verdict = await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);

        Assert.Contains("Analysis completed successfully", verdict, StringComparison.Ordinal);
        Assert.DoesNotContain(": error ", verdict, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Validate_ReportsEveryProblemOfReading()
    {
        var outcome = await _place.RunAsync($"validate unreadable {Workplace.AsOf}");

        Assert.Equal((ExitCodes.Findings, ""), (outcome.Code, outcome.Error));
        Golden.Match("../Golden/validate-unreadable.golden.txt", outcome.Output);
    }

    [Fact]
    public async Task Validate_OnlyWarns_OfWhatMayHaveBeenAnnouncedElsewhere()
    {
        var validate = await _place.RunAsync($"validate small {Workplace.AsOf}");
        var plan = await _place.RunAsync($"plan small {Workplace.AsOf}");

        Assert.Equal((ExitCodes.Clean, ExitCodes.Findings), (validate.Code, plan.Code));
        Assert.Contains("warning NOT001: opens Tue 2026-12-08 21:00 CET, 5 business days from now; calling is affected, so 10 are needed; there is no record that it was announced", validate.Output, StringComparison.Ordinal);
        Assert.Equal(ExitCodes.Findings, (await _place.RunAsync($"validate small {Workplace.AsOf} --fail-on warning")).Code);
    }

    [Fact]
    public async Task Validate_WritesSeveralReportsAtOnce()
    {
        var outcome = await _place.RunAsync($"validate broken {Workplace.AsOf} -o sarif=reports/out.sarif -o github");
        var alone = await _place.RunAsync($"validate broken {Workplace.AsOf} -o sarif");

        Assert.StartsWith("::error file=broken/", outcome.Output, StringComparison.Ordinal);
        Assert.Equal(alone.Output, await File.ReadAllTextAsync(_place.PathOf("reports/out.sarif"), TestContext.Current.CancellationToken));
    }

    [Theory]
    [InlineData("-o github -o json", "only one report can go to standard output")]
    [InlineData("-o sarff", "there is no format 'sarff'; there are text, json, sarif")]
    [InlineData("--fail-on never", "never")]
    public async Task Validate_IsWrongUsage_WhereReportsContradict(string options, string expected)
    {
        var outcome = await _place.RunAsync($"validate broken {options}");

        Assert.Equal((ExitCodes.Usage, ""), (outcome.Code, outcome.Output));
        Assert.Contains(expected, outcome.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Baseline_ListsWhatIsKnownApart_AndFailsOnlyForWhatIsNew()
    {
        var written = await _place.RunAsync($"validate broken {Workplace.AsOf} --write-baseline baseline.json");
        var same = await _place.RunAsync("validate broken --as-of 2026-12-03T09:00:00Z --baseline baseline.json");
        var text = await File.ReadAllTextAsync(_place.PathOf("broken/changes.yaml"), TestContext.Current.CancellationToken);
        _place.With("broken/changes.yaml", "# one line more\n" + text.Replace("instance: acme-amer", "instance: acme-apjc", StringComparison.Ordinal));
        var edited = await _place.RunAsync($"validate broken {Workplace.AsOf} --baseline baseline.json -o json");

        Assert.Equal((ExitCodes.Clean, ExitCodes.Clean, ExitCodes.Findings), (written.Code, same.Code, edited.Code));
        Assert.Contains("In the baseline:\n", same.Output, StringComparison.Ordinal);
        Assert.StartsWith("broken/changes.yaml", (string?)Assert.Single(edited.Json["findings"]!.AsArray(), finding => (string?)finding!["rule"] == "REF001")!["file"], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("nothing", "nothing: no such file; write one with --write-baseline")]
    [InlineData("broken/fleet.yaml", "broken/fleet.yaml: is not a baseline; write one with --write-baseline")]
    public async Task Baseline_Fails_WhenItIsNone(string file, string expected)
    {
        var outcome = await _place.RunAsync($"validate broken --baseline {file}");

        Assert.Equal((ExitCodes.Failed, "", $"reconciler: {expected}\n"), (outcome.Code, outcome.Output, outcome.Error.ReplaceLineEndings("\n")));
    }

    [Fact]
    public async Task Addresses_AreShortened_InWhatGoesToAPullRequest_UnlessAskedFor()
    {
        foreach (var format in new[] { "sarif", "markdown" })
        {
            var shortened = await _place.RunAsync($"validate broken {Workplace.AsOf} -o {format}");
            var whole = await _place.RunAsync($"validate broken {Workplace.AsOf} -o {format} --show-addresses");

            Assert.DoesNotContain("jane", shortened.Output, StringComparison.Ordinal);
            Assert.Contains("jane", whole.Output, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Paths_StartAtTheRootOfTheCheckout_AndAreEscapedInUris()
    {
        Directory.CreateDirectory(_place.PathOf(".git"));
        _place.With("a fleet/größe.yaml", await File.ReadAllBytesAsync(_place.PathOf("unreadable/windows.yaml"), TestContext.Current.CancellationToken));

        var outcome = await _place.RunAsync(["validate", "a fleet", "-o", "sarif"]);

        Assert.Equal("a%20fleet/gr%C3%B6%C3%9Fe.yaml", (string?)outcome.Json["runs"]![0]!["results"]![0]!["locations"]![0]!["physicalLocation"]!["artifactLocation"]!["uri"]);
    }

    [Fact]
    public async Task Sarif_HasResults_AlsoWhereThereAreNone()
    {
        _place.With("clean/web.yaml", "apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: web}\n");

        var outcome = await _place.RunAsync("validate clean -o sarif");

        Assert.Equal(ExitCodes.Clean, outcome.Code);
        Assert.Empty(outcome.Json["runs"]![0]!["results"]!.AsArray());
    }

    /// <inheritdoc/>
    public void Dispose() => _place.Dispose();
}
