using System.Reflection;
using Reconciler.Operator.Events;

namespace Reconciler.Operator.Tests.Events;

/// <summary>Alerts rely on the reasons of events: the README has each of them, with its type, and no other.</summary>
public sealed class ReasonTableTests
{
    [Fact]
    public async Task Readme_ListsTheReasonsOfTheCode_WithTheirTypes()
    {
        var lines = await File.ReadAllLinesAsync(Repository.PathOf("README.md"), TestContext.Current.CancellationToken);
        var rows = lines.SkipWhile(line => line != "| event | type | at | says |").Skip(2).TakeWhile(line => line.StartsWith('|')).Select(line => line.Split('|', StringSplitOptions.TrimEntries)).ToArray();

        Assert.Equal(
            typeof(Reasons).GetFields(BindingFlags.Static | BindingFlags.Public).Where(field => field.IsLiteral).Select(field => (string)field.GetRawConstantValue()!)
                .Select(reason => $"{reason} {(Reasons.Warnings.Contains(reason) ? "Warning" : "Normal")}").Order(StringComparer.Ordinal),
            rows.SelectMany(row => row[1].Split(", ").Select(reason => $"{reason.Trim('`')} {row[2]}")).Order(StringComparer.Ordinal));
        Assert.All(rows, row => Assert.All(row[3..5], Assert.NotEmpty));
    }
}
