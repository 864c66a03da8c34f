using System.Text;
using Reconciler.Cli.Tests.Running;

namespace Reconciler.Cli.Tests.Commands;

/// <summary>Whatever stands in a fleet: a finding, or one line that says what is wrong, and never a stack trace.</summary>
public sealed class BadInputTests : IDisposable
{
    private readonly Workplace _place = new();

    [Fact]
    public async Task EmptyFolder_Fails()
    {
        Directory.CreateDirectory(_place.PathOf("fleet"));

        await AssertFailsAsync("no manifests found in fleet");
    }

    [Fact]
    public Task MissingFolder_Fails() => AssertFailsAsync("fleet: no such file or folder");

    [Theory]
    [InlineData("fleet/a.yaml", "just a text", "NotAnObject")]
    [InlineData("fleet/a.yaml", "a: [1, 2\nb: 3\n", "NotYaml")]
    [InlineData("fleet/a.yaml", "a: \tb\n- c: }", "NotYaml")]
    [InlineData("fleet/a.json", "{\"kind\": ", "NotYaml")]
    [InlineData("fleet/a.yaml", "a: &a [*a]\n", "BadAlias")]
    public async Task Text_ThatIsNoManifest_IsAFinding(string path, string text, string rule) =>
        Assert.Contains(rule, await FindingsAsync(_place.With(path, text)));

    [Fact]
    public async Task Binary_IsAFinding() =>
        Assert.Contains("BadEncoding", await FindingsAsync(_place.With("fleet/a.yaml", [0x7F, 0x45, 0x4C, 0x46, 0, 1, 2, 0xFF, 0xFE])));

    [Fact]
    public async Task EndlessLines_AreShownAroundThePlace()
    {
        _place.With("fleet/a.yaml", $"a: {new string('[', 100_000)}");

        var outcome = await _place.RunAsync("validate fleet");

        Assert.Contains("nested deeper than", outcome.Output, StringComparison.Ordinal);
        Assert.All(outcome.Output.Split('\n'), line => Assert.InRange(line.Length, 0, 200));
    }

    [Theory]
    [InlineData("validate fleet")]
    [InlineData($"plan fleet {Workplace.AsOf}")]
    public async Task ObjectsOfOtherGroups_ArePassedOver_AndCounted(string command)
    {
        _place.WithFleet("small").With("fleet/a.yaml", "kind: Deployment\napiVersion: apps/v1\nmetadata: {name: web}\n");

        var outcome = await _place.RunAsync(command);

        Assert.Equal(ExitCodes.Clean, outcome.Code);
        Assert.Contains("0 errors, 0 warnings in 1 file, 0 objects, 1 passed over\n", outcome.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task OtherEncodings_AreAFinding() =>
        Assert.Contains("BadEncoding", await FindingsAsync(_place.With("fleet/a.yaml", Encoding.Latin1.GetBytes("name: Zürich\n"))));

    [Fact]
    public async Task InstanceWithoutRegion_IsAFinding()
    {
        _place.WithFleet("small");
        var text = await File.ReadAllTextAsync(_place.PathOf("small/fleet.yaml"), TestContext.Current.CancellationToken);

        Assert.Contains("MissingField", await FindingsAsync(_place.With("fleet/a.yaml", text.Replace("  region: EMEA\n", "", StringComparison.Ordinal))));
    }

    [Fact]
    public async Task InstancesThatAreNotThere_AreAFinding()
    {
        _place.With("fleet/a.yaml", """
            apiVersion: ops.reconciler.dev/v1alpha1
            kind: MaintenanceWindow
            metadata: {name: dial-plan, namespace: fleet}
            spec: {instance: nobody, category: routine, summary: Dial plan, start: 2026-12-14, duration: 2h}
            """);

        Assert.Contains("REF001", await FindingsAsync(_place));
    }

    [Fact]
    public async Task LinksInACircle_EndTheWalk()
    {
        _place.WithFleet("small").With("fleet/a.yaml", "kind: Deployment\napiVersion: apps/v1\nmetadata: {name: web}\n");
        Directory.CreateSymbolicLink(_place.PathOf("fleet/again"), _place.PathOf("fleet"));
        Assert.Equal(ExitCodes.Clean, (await _place.RunAsync($"plan fleet {Workplace.AsOf}")).Code);

        File.CreateSymbolicLink(_place.PathOf("fleet/loop.yaml"), _place.PathOf("fleet/loop.yaml"));
        await AssertFailsAsync("fleet/loop.yaml: can not be read: its links lead in a circle");
    }

    [Theory]
    [InlineData("validate fleet -n ")]
    [InlineData("status fleet --namespace ")]
    [InlineData("get windows --namespace=Telephony")]
    public async Task NamespaceThatIsNoName_IsWrongUsage(string command)
    {
        var outcome = await _place.RunAsync(command);

        Assert.Equal((ExitCodes.Usage, ""), (outcome.Code, outcome.Output));
        Assert.Contains("is no name of a namespace; expected lower-case letters", outcome.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task StoreThatIsNoStore_Fails()
    {
        _place.WithFleet("small").With("small/.reconciler/ledger/a.yaml", "nonsense");

        var outcome = await _place.RunAsync($"run small {Workplace.AsOf}");

        Assert.Equal((ExitCodes.Failed, ""), (outcome.Code, outcome.Output));
        Assert.Contains("ledger/a.yaml", outcome.Error, StringComparison.Ordinal);
    }

    /// <inheritdoc/>
    public void Dispose() => _place.Dispose();

    private async Task AssertFailsAsync(string expected)
    {
        foreach (var command in new[] { $"plan fleet {Workplace.AsOf}", $"run fleet {Workplace.AsOf} --state store -o json", "policy fleet" })
        {
            var outcome = await _place.RunAsync(command);

            Assert.Equal((ExitCodes.Failed, ""), (outcome.Code, outcome.Output));
            Assert.StartsWith($"reconciler: {expected}", outcome.Error, StringComparison.Ordinal);
            Assert.Single(outcome.Error.TrimEnd().Split('\n'));
        }
    }

    private static async Task<IEnumerable<string>> FindingsAsync(Workplace place)
    {
        var outcome = await place.RunAsync($"run fleet {Workplace.AsOf} -o json");

        Assert.Equal((ExitCodes.Findings, ""), (outcome.Code, outcome.Error));
        return outcome.Json["findings"]!.AsArray().Select(finding => (string)finding!["rule"]!);
    }
}
