using Reconciler.Core.Policy;
using Reconciler.Scenarios.Tests.Running;

namespace Reconciler.Scenarios.Tests.Rules;

/// <summary>Runs the two examples of every rule: one breaks it and nothing else, one just keeps it.</summary>
public sealed class RuleExampleTests
{
    public static TheoryData<string> Broken => [.. RuleTable.All.Select(rule => rule.Id).Where(id => RuleExample.Violation(id).Exists)];

    public static TheoryData<string> Kept => [.. RuleTable.All.Select(rule => rule.Id).Where(id => RuleExample.Compliant(id).Exists)];

    [Theory, MemberData(nameof(Broken))]
    public void Violation_BreaksItsRule_AndIsNoOtherError(string id)
    {
        var example = RuleExample.Violation(id);

        var findings = example.Findings();

        Golden.MatchFile(Path.Combine(example.Folder, "findings.txt"), FindingText.Of(findings));
        Assert.Contains(findings, finding => finding.Rule == id && finding.WaivedBy is null);
        Assert.DoesNotContain(findings, finding => finding.Severity == Severity.Error && finding.Rule != id);
        Assert.Equal(RuleTable.Find(id)!.Severity, findings.Where(finding => finding.Rule == id).Max(finding => finding.Severity));
    }

    [Theory, MemberData(nameof(Kept))]
    public void Compliant_KeepsItsRule_AndHasNoError(string id)
    {
        var example = RuleExample.Compliant(id);

        var findings = example.Findings();

        Golden.MatchFile(Path.Combine(example.Folder, "findings.txt"), FindingText.Of(findings));
        Assert.DoesNotContain(findings, finding => finding.Severity == Severity.Error || finding.Rule == id);
    }

    [Theory]
    [InlineData("violations")]
    [InlineData("compliant")]
    public void Folder_BelongsToARule(string kind)
    {
        var folders = new DirectoryInfo(Repository.PathOf("examples", kind));

        Assert.DoesNotContain(folders.EnumerateDirectories(), folder => RuleTable.Find(folder.Name)?.Id != folder.Name);
    }
}
