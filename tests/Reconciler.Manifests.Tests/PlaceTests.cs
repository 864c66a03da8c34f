namespace Reconciler.Manifests.Tests;

/// <summary>Each field is found where its value stands; lines and columns from 1, the end behind the last character.</summary>
public sealed class PlaceTests
{
    private const string Yaml =
        """
        # A window.
        apiVersion: ops.reconciler.dev/v1alpha1
        kind: MaintenanceWindow
        metadata:
          name: acme
          labels: {example.org/tier: "1", plain: x}
        spec:
          instance: 'acme'
          category: &category routine
          duration: "2h"
          start: 2026-12-08   # a Tuesday
          summary: |
            two
            lines
          backOut: "goes
            on"
          applications: [CUCM, SME]
          steps:
          - first
          - &second >-
            folded
          - *second
          impact: {level: outage,
            text: 升级📞 ends}
          dataCenters: []
          integrationTests:
            - integration: a
              passed: true
            - {integration: b}
        """;

    [Theory]
    [InlineData("", "2:1-29:23")]
    [InlineData("metadata", "5:3-6:44")]
    [InlineData("metadata.name", "5:9-5:13")]
    [InlineData("metadata.labels", "6:11-6:44")]
    [InlineData("metadata.labels[example.org/tier]", "6:30-6:33")]
    [InlineData("metadata.labels.plain", "6:42-6:43")]
    [InlineData("spec.instance", "8:13-8:19")]
    [InlineData("spec.category", "9:13-9:30")]
    [InlineData("spec.duration", "10:13-10:17")]
    [InlineData("spec.start", "11:10-11:20")]
    [InlineData("spec.summary", "12:12-15:1")]
    [InlineData("spec.backOut", "15:12-16:8")]
    [InlineData("spec.applications", "17:17-17:28")]
    [InlineData("spec.applications[0]", "17:18-17:22")]
    [InlineData("spec.applications[1]", "17:24-17:27")]
    [InlineData("spec.steps", "19:3-22:12")]
    [InlineData("spec.steps[0]", "19:5-19:10")]
    [InlineData("spec.steps[1]", "20:5-22:1")]
    [InlineData("spec.steps[2]", "22:5-22:12")]
    [InlineData("spec.impact", "23:11-24:21")]
    [InlineData("spec.impact.level", "23:19-23:25")]
    [InlineData("spec.impact.text", "24:11-24:20")]
    [InlineData("spec.dataCenters", "25:16-25:18")]
    [InlineData("spec.integrationTests[0]", "27:7-28:19")]
    [InlineData("spec.integrationTests[0].passed", "28:15-28:19")]
    [InlineData("spec.integrationTests[1].integration", "29:21-29:22")]
    [InlineData("spec.integrationTests[1].passed", "29:7-29:23")]
    [InlineData("spec.integrationTests[7].passed", "27:5-29:23")]
    [InlineData("spec.outcomes[0].endedAt", "8:3-29:23")]
    [InlineData("status", "2:1-29:23")]
    public void Find_IsThePlaceOfTheValue_OrOfTheNearestAboveIt(string path, string place)
    {
        var file = Read.Text(Yaml);

        Assert.Empty(file.Problems.Select(problem => problem.Message));
        var span = Assert.Single(file.Objects).Source.Find(path);
        Assert.Equal(place, $"{span.Line}:{span.Column}-{span.EndLine}:{span.EndColumn}");
    }

    [Fact]
    public void Find_IsTheSame_InTheSecondDocument_InAList_AndAfterABrokenDocument()
    {
        const string Calendar = "apiVersion: ops.reconciler.dev/v1alpha1\nkind: HolidayCalendar\nmetadata: {name: us}\nspec: {title: US}\n";
        var list = "apiVersion: v1\nkind: List\nitems:\n- " + Calendar.Replace("\n", "\n  ", StringComparison.Ordinal).TrimEnd() + "\n";

        Assert.Equal((8, 15), PlaceOfTitle("# one\n---\na: [\n---\n" + Calendar));
        Assert.Equal((13, 17), PlaceOfTitle(list.Replace("- api", "- apiVersion: v1\n  kind: Secret\n- kind: x\n  apiVersion: v1\n- # c\n\n  api", StringComparison.Ordinal)));
        Assert.Equal((7, 17), PlaceOfTitle(list));
    }

    private static (int Line, int Column) PlaceOfTitle(string text)
    {
        var span = Assert.Single(Read.Text(text).Objects).Source.Find("spec.title");
        return (span.Line, span.Column);
    }
}
