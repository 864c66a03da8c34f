using CsCheck;
using Reconciler.Api;
using Reconciler.Core.Inventory;
using Reconciler.Manifests.Binding;
using Reconciler.Manifests.Yaml;

namespace Reconciler.Manifests.Tests;

/// <summary>What is written is read again as it was, whatever stands in it: the ledger and the statuses depend on that.</summary>
public sealed class RoundTripTests
{
    public static TheoryData<string> WrittenKinds() => [.. Kinds.Names.Where(name => Kinds.Find(name) is not null)];

    [Theory]
    [MemberData(nameof(WrittenKinds))]
    public void Write_IsReadAsTheSameRecord(string kind)
    {
        var shape = Kinds.Find(kind)!.Shape;
        AnyRecord.Of(Kinds.Find(kind)!.Record).Sample(
            written =>
            {
                var text = ManifestWriter.Write(written);
                var read = ReadBack(text, shape);
                Assert.Equal(text, ManifestWriter.Write(read));
                Assert.True(shape.AreSame(written, read));
            },
            iter: 200,
            print: ManifestWriter.Write);
    }

    [Fact]
    public void Write_IsWhatPeopleWouldWrite() => Golden.Match("Golden/written.golden.yaml", ManifestWriter.Write(new MaintenanceWindow
    {
        Metadata = new() { Name = "acme-trunks", Namespace = "fleet", Labels = Map.Empty<string>().Add("example.org/tier", "1") },
        Spec = new()
        {
            Instance = "acme",
            Category = ChangeCategory.Interrupting,
            Summary = "Renumbering: SIP trunks",
            Start = new(new DateOnly(2026, 12, 8)),
            Duration = new(4, 30, 0),
            Applications = [ApplicationKind.Cucm],
            Steps = ["yes", "first\nthen", "升级"],
            Announced = [new() { At = new(2026, 11, 20, 15, 30, 0, TimeSpan.FromHours(1)), Via = "mail" }],
        },
    }));

    [Fact]
    public void WriteStatus_HoldsHeadAndStatusOnly() => Golden.Match("Golden/status.golden.yaml", ManifestWriter.WriteStatus(
        new(nameof(HolidayCalendar), "fleet", "us"),
        new HolidayCalendarStatus { ObservedGeneration = 2, Conditions = [new() { Type = ConditionTypes.Ready, Status = ConditionStatus.True, Reason = "Read", Message = "It holds until 2030." }] }));

    private static Resource ReadBack(string text, RecordShape shape)
    {
        var problems = new Problems("written.yaml");
        var root = Assert.Single(Documents.Read(FileText.Decode(System.Text.Encoding.UTF8.GetBytes(text)), problem => Assert.Fail($"{problem.Span}: {problem.Message}\n{text}")));
        var record = (Resource)shape.Read(root, new(problems, new ObjectRef("", "", "")))!;
        Assert.Empty(problems.ToImmutable().Select(problem => $"{problem.Message}\n{text}"));
        return record;
    }
}
