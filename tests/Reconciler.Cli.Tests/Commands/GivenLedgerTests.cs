using Reconciler.Cli.Tests.Running;

namespace Reconciler.Cli.Tests.Commands;

/// <summary>What <c>--ledger</c> takes, and what it refuses: a ledger that can not be read must never look like one that knows of nothing.</summary>
public sealed class GivenLedgerTests : IDisposable
{
    private readonly History _history = new History()
        .With("main", ("i.yaml", Fleets.Instance()), ("w.yaml", Fleets.Window()))
        .With("pr", ("i.yaml", Fleets.Instance()), ("w.yaml", Fleets.Window(start: "2026-12-21")));

    [Fact]
    public async Task Ledger_IsRead_AsFolder_AsFile_AsPlanPrintsIt_AndAsKubectlPrintsIt()
    {
        _history.Place.With("old/i.yaml", Fleets.Instance()).With("old/w.yaml", Fleets.Window());
        var printed = await _history.Place.RunAsync("plan old --as-of 2026-11-24T09:00:00Z -o ledger");
        await _history.Place.RunAsync("run old --once --as-of 2026-11-24T09:00:00Z --state told");
        _history.Place.With("list.yaml", AsList(printed.Output));

        string[] outputs =
        [
            (await _history.PlanAsync(". --base main --head pr --ledger told/ledger -o json")).Output,
            (await _history.PlanAsync(". --base main --head pr --ledger told/ledger/dial-plan.yaml -o json")).Output,
            (await _history.PlanAsync(". --base main --head pr --ledger - -o json", printed.Output)).Output,
            (await _history.PlanAsync(". --base main --head pr --ledger list.yaml -o json")).Output,
            (await _history.PlanAsync(". --base main --head pr --ledger - -o json", AsList(printed.Output))).Output,
        ];

        Assert.Contains("\"RSC003\"", outputs[0], StringComparison.Ordinal);
        Assert.All(outputs, output => Assert.Equal(outputs[0], output));
    }

    [Fact]
    public async Task Ledger_MayKnowOfNothing()
    {
        var outcome = await _history.PlanAsync(". --base main --head pr --ledger -", "apiVersion: v1\nkind: List\nmetadata: {resourceVersion: \"\"}\nitems: []\n");

        Assert.Equal(("", ExitCodes.Clean), (outcome.Error, outcome.Code));
        Assert.Contains("with the ledger, which is empty", outcome.Output, StringComparison.Ordinal);
        Assert.Contains("moved", outcome.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", "-: is empty, so it is no ledger. One that knows of nothing is a List without items, as kubectl prints it")]
    [InlineData(" \n", "-: is empty")]
    [InlineData("apiVersion: v1\nkind: ConfigMap\nmetadata: {name: x}\n", "-: holds no ChangeTicket, so it is no ledger")]
    [InlineData("apiVersion: ops.reconciler.dev/v1alpha1\nkind: ChangeTicket\nmetadata: {name: x}\nspec: {chnage: a}\n", "-:4:8: 'spec.change' of ChangeTicket is missing")]
    [InlineData("kind: List\n  apiVersion: v1\n", "-:2:3: this line is further in")]
    public async Task Ledger_IsRefused_WhenItCanNotBeRead(string text, string message)
    {
        var outcome = await _history.PlanAsync(". --base main --head pr --ledger -", text);

        Assert.Equal((ExitCodes.Failed, ""), (outcome.Code, outcome.Output));
        Assert.StartsWith($"reconciler: {message}", outcome.Error, StringComparison.Ordinal);
        Assert.Single(outcome.Error.TrimEnd().Split('\n'));
    }

    [Fact]
    public async Task Ledger_IsRefused_WhenItIsMissing_OrKnowsOfLater()
    {
        _history.Place.With("old/i.yaml", Fleets.Instance()).With("old/w.yaml", Fleets.Window());
        await _history.Place.RunAsync("run old --once --as-of 2026-12-02T09:00:00Z --state told");

        var missing = await _history.PlanAsync(". --base main --head pr --ledger nowhere");
        var later = await _history.PlanAsync(". --base main --head pr --ledger told/ledger");

        Assert.Equal((ExitCodes.Failed, "reconciler: nowhere: no such file or folder\n"), (missing.Code, missing.Error.ReplaceLineEndings("\n")));
        Assert.Equal(ExitCodes.Usage, later.Code);
        Assert.Contains("2026-12-02", later.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("--state", later.Error, StringComparison.Ordinal);
    }

    /// <inheritdoc/>
    public void Dispose() => _history.Dispose();

    // What a server adds to each object, in the words of kubectl get changetickets -A -o yaml.
    private static string AsList(string tickets)
    {
        var items = tickets.ReplaceLineEndings("\n").Split("---\n").Select(ticket => ticket.Replace(
            "metadata:\n",
            """
            metadata:
              creationTimestamp: "2026-11-24T09:00:00Z"
              generation: 1
              managedFields:
              - apiVersion: ops.reconciler.dev/v1alpha1
                fieldsType: FieldsV1
                fieldsV1:
                  f:spec:
                    f:change: {}
                manager: reconciler
                operation: Apply
                time: "2026-11-24T09:00:00Z"
              resourceVersion: "4711"
              uid: 0b7e1c52-8c1c-4b2c-9a53-0f9c7c2f5c11

            """.ReplaceLineEndings("\n"),
            StringComparison.Ordinal));
        var indented = items.Select(item => "- " + item.TrimEnd('\n').Replace("\n", "\n  ", StringComparison.Ordinal));
        return $"apiVersion: v1\nitems:\n{string.Join('\n', indented)}\nkind: List\nmetadata:\n  resourceVersion: \"\"\n";
    }
}
