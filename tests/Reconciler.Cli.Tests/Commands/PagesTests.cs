using System.Text.RegularExpressions;
using Reconciler.Cli.Explaining;
using Reconciler.Cli.Tests.Running;
using Reconciler.Core.Policy;
using Reconciler.Rendering;

namespace Reconciler.Cli.Tests.Commands;

/// <summary>The commands that print a page: <c>explain</c>, <c>policy</c>, <c>render</c>, <c>simulate</c>.</summary>
public sealed class PagesTests : IDisposable
{
    private readonly Workplace _place = new Workplace().WithFleet("small");

    [Fact]
    public async Task Explain_HasAPage_ForEachRuleAndKind()
    {
        foreach (var name in RuleTable.All.Select(rule => rule.Id).Concat(KindPage.All.Select(pair => pair.Kind.Kind)))
        {
            var outcome = await _place.RunAsync($"explain {name}");

            Assert.Equal((ExitCodes.Clean, ""), (outcome.Code, outcome.Error));
            Assert.StartsWith(name, outcome.Output, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("WIN01", "did you mean 'WIN001'?")]
    [InlineData("maintenancewindw", "did you mean 'MaintenanceWindow'?")]
    public async Task Explain_AsksWhatWasMeant_OfAnUnknownName(string name, string expected)
    {
        var outcome = await _place.RunAsync($"explain {name}");

        Assert.Equal((ExitCodes.Usage, ""), (outcome.Code, outcome.Output));
        Assert.Contains(expected, outcome.Error, StringComparison.Ordinal);
    }

    [Theory, MemberData(nameof(Texts))]
    public async Task Render_ShowsEveryKind_InEveryLanguage(string kind, string language)
    {
        var outcome = await _place.RunAsync($"render --kind {kind} --language {language}");

        Assert.Equal((ExitCodes.Clean, ""), (outcome.Code, outcome.Error));
        Assert.Contains("globex-amer", outcome.Output, StringComparison.Ordinal);
        Assert.Equal(language == "zh-CN", outcome.Output.Any(character => character is >= '\u4E00' and <= '\u9FFF'));
    }

    public static TheoryData<string, string> Texts =>
        [.. Samples.Kinds.Append("ticket").SelectMany(kind => new[] { "en", "zh-CN" }.Select(language => (kind, language)))];

    [Fact]
    public async Task Render_ShowsTheTicketOfAChange()
    {
        var outcome = await _place.RunAsync($"render small --entry dial-plan {Workplace.AsOf}");

        Assert.Equal((ExitCodes.Clean, ""), (outcome.Code, outcome.Error));
        Golden.Match("../Golden/ticket.golden.md", Regex.Replace(outcome.Output, "sha256:[0-9a-f]{64}", "sha256:(of the policy)", RegexOptions.None, TimeSpan.FromSeconds(1)));
    }

    [Fact]
    public async Task Crd_PrintsThoseThatAreNamed_EachOnce()
    {
        var outcome = await _place.RunAsync("crd mw chg MaintenanceWindow");

        Assert.Equal((ExitCodes.Clean, ""), (outcome.Code, outcome.Error));
        Assert.Equal(
            ["maintenancewindows.ops.reconciler.dev", "changetickets.ops.reconciler.dev"],
            outcome.Output.Split("---\n").Select(document => document.Split('\n')[3].Trim()["name: ".Length..]));
    }

    [Fact]
    public async Task Crd_IsOneObjectOrAList_AsJson()
    {
        Assert.Equal("CustomResourceDefinition", (string)(await _place.RunAsync("crd mw -o json")).Json["kind"]!);
        Assert.Equal(11, (await _place.RunAsync("crd -o json")).Json["items"]!.AsArray().Count);
    }

    [Fact]
    public async Task Crd_NamesTheKinds_WhenOneIsUnknown()
    {
        var outcome = await _place.RunAsync("crd pod");

        Assert.Equal((ExitCodes.Usage, ""), (outcome.Code, outcome.Output));
        Assert.Contains("there is no kind 'pod'; there are ChangeRequest, ", outcome.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Policy_LaysTheFleetsOverTheShippedOne()
    {
        _place.With("policy.yaml", "apiVersion: ops.reconciler.dev/v1alpha1\nkind: OperationalPolicy\nmetadata: {name: default}\nspec:\n  notice: {otherDays: 12}\n");

        var outcome = await _place.RunAsync("policy policy.yaml");

        Assert.Equal((ExitCodes.Clean, ""), (outcome.Code, outcome.Error));
        Assert.Contains("otherDays: 12", outcome.Output, StringComparison.Ordinal);
        Assert.Contains("callingAffectingBusinessDays: 10", outcome.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Policy_PrintsAFileThatGivesTheSamePolicy()
    {
        var shipped = await _place.RunAsync("policy");
        _place.With("policy.yaml", shipped.Output);

        var again = await _place.RunAsync("policy policy.yaml");
        _place.With("again.yaml", again.Output);

        Assert.Equal(again.Output, (await _place.RunAsync("policy again.yaml")).Output);
        Assert.Equal(await EntriesAsync(""), await EntriesAsync(" --policy policy.yaml"));

        async Task<string> EntriesAsync(string option) =>
            (await _place.RunAsync($"plan small {Workplace.AsOf} -o json{option}")).Json["entries"]!.ToJsonString();
    }

    [Fact]
    public async Task Simulate_SaysWhatHappensWhen()
    {
        var outcome = await _place.RunAsync("simulate small --from 2026-12-01T09:00:00Z --to 2027-01-31T00:00:00Z");

        Assert.Equal((ExitCodes.Clean, ""), (outcome.Code, outcome.Error));
        Golden.Match("../Golden/simulate.golden.txt", outcome.Output);
    }

    /// <inheritdoc/>
    public void Dispose() => _place.Dispose();
}
