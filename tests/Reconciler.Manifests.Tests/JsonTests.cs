using System.Text;
using System.Text.Json;
using CsCheck;
using Reconciler.Api;
using Reconciler.Core.Inventory;
using Reconciler.Core.Policy;
using Reconciler.Manifests.Binding;
using Reconciler.Manifests.Yaml;

namespace Reconciler.Manifests.Tests;

/// <summary>Objects as an API server gives and takes them.</summary>
public sealed class JsonTests
{
    private const string Window = """
        {"apiVersion": "ops.reconciler.dev/v1alpha1", "kind": "MaintenanceWindow",
         "metadata": {"name": "patch", "namespace": "fleet", "uid": "u-1", "resourceVersion": "7", "generation": 3, "creationTimestamp": "2026-11-24T09:00:00Z",
           "annotations": {"kubectl.kubernetes.io/last-applied-configuration": "{}", "ops.reconciler.dev/waive": "WIN005 until=2027-01-31 by=jane reason=tested"},
           "managedFields": [{"manager": "kubectl", "fieldsV1": {"f:spec": {}}}]},
         "spec": {"instance": "acme", "category": "interrupting", "start": "2026-12-15", "duration": "2h", "steps": ["true", "升级"]},
         "status": {"state": "what nobody reads"}}
        """;

    [Theory]
    [MemberData(nameof(RoundTripTests.WrittenKinds), MemberType = typeof(RoundTripTests))]
    public void Write_IsReadAsTheSameRecord(string kind)
    {
        var shape = Kinds.Find(kind)!.Shape;
        AnyRecord.Of(Kinds.Find(kind)!.Record).Sample(
            written =>
            {
                var problems = new Problems("written.json");
                var read = shape.Read(JsonNodes.Read(ManifestJson.Write(written), withStatus: true), new(problems, new ObjectRef("", "", "")));
                Assert.Empty(problems.ToImmutable().Select(problem => problem.Message));
                Assert.True(shape.AreSame(written, read));
            },
            iter: 200,
            print: ManifestWriter.Write);
    }

    [Fact]
    public void WriteStatus_HoldsHeadAndStatusOnly() => Assert.Equal(
        """{"apiVersion":"ops.reconciler.dev/v1alpha1","kind":"HolidayCalendar","metadata":{"name":"us","namespace":"fleet"},"status":{"observedGeneration":2,"conditions":[{"type":"Ready","status":"True","reason":"Read"}]}}""",
        Encoding.UTF8.GetString(ManifestJson.WriteStatus(
            new(nameof(HolidayCalendar), "fleet", "us"),
            new HolidayCalendarStatus { ObservedGeneration = 2, Conditions = [new() { Type = ConditionTypes.Ready, Status = ConditionStatus.True, Reason = "Read" }] })));

    [Fact]
    public void ReadObject_TakesWhatPeopleWrote_AndNothingThatTheServerAdds()
    {
        var contents = ReadObject(Window);

        var window = Assert.IsType<MaintenanceWindow>(Assert.Single(contents.Objects).Value);
        Assert.Empty(contents.Problems);
        Assert.Equal((3, "7", "fleet"), (window.Metadata.Generation, window.Metadata.ResourceVersion, window.Metadata.Namespace));
        Assert.Equal([Annotations.Waive], window.Metadata.Annotations.Keys);
        Assert.Equal(["true", "升级"], window.Spec.Steps);
        Assert.Null(window.Status);
    }

    [Fact]
    public void ReadObject_NamesTheField_WhenItIsWrong()
    {
        var contents = ReadObject(Window.Replace("\"2h\"", "\"2 hours\"", StringComparison.Ordinal));

        var problem = Assert.Single(contents.Problems);
        Assert.Equal(("spec.duration", "maintenancewindows/fleet/patch", Severity.Error), (problem.Path, problem.File, problem.Severity));
        Assert.Equal(new ObjectRef("MaintenanceWindow", "fleet", "patch"), Assert.Single(contents.Unreadable));
    }

    [Fact]
    public void ReadObject_PassesOverWhatThePlanMade() =>
        Assert.Equal(1, ReadObject(Window.Replace("\"uid\"", "\"labels\": {\"ops.reconciler.dev/origin-kind\": \"CopRequest\"}, \"uid\"", StringComparison.Ordinal)).Skipped);

    [Theory]
    [InlineData("{")]
    [InlineData("")]
    [InlineData("[1]")]
    public void ReadObject_IsAFinding_WhenItIsNoObject(string json) => Assert.Single(ReadObject(json).Problems);

    [Theory]
    [InlineData("""{"a": 1, "b": ["x", "y"]}""", """{"b":["x","y"],"a":1}""", true)]
    [InlineData("""{"a": "\u00e4"}""", """{"a":"ä"}""", true)]
    [InlineData("""{"lastTransitionTime": "2026-01-01T00:00:00Z", "a": 1}""", """{"a": 1}""", true)]
    [InlineData("""{"b": ["x", "y"]}""", """{"b":["y","x"]}""", false)]
    [InlineData("""{"a": 1}""", """{"a":"1"}""", false)]
    [InlineData("""{"a": {"b": 1}}""", """{"a": {}, "b": 1}""", false)]
    public void Digest_IsEqual_ExactlyWhenBothSayTheSame(string left, string right, bool same) => Assert.Equal(same, DigestOf(left) == DigestOf(right));

    private static UInt128 DigestOf(string json)
    {
        using var document = JsonDocument.Parse(json);
        return JsonDigest.Of(document.RootElement);
    }

    private static FileContents ReadObject(string json) => ManifestReader.ReadObject("maintenancewindows/fleet/patch", Encoding.UTF8.GetBytes(json), withStatus: false);
}
