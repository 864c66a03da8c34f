using System.Text;
using System.Text.RegularExpressions;
using Reconciler.Manifests;
using Reconciler.TestKit.Clusters;

namespace Reconciler.Cli.Tests.Clusters;

/// <summary>What the server refuses, the reader refuses too, and both in the same words as far as CEL can say them.</summary>
public sealed partial class RefusalTests(ControlPlane plane)
{
    [Theory]
    [InlineData("calendars")]
    [InlineData("cases")]
    [InlineData("changes")]
    [InlineData("instances")]
    [InlineData("plans")]
    [InlineData("policies")]
    [InlineData("requests")]
    [InlineData("sources")]
    [InlineData("windows")]
    public async Task Apply_IsRefused_InTheWordsOfTheReader(string file)
    {
        await plane.PrepareAsync("refused");
        var text = new StringBuilder();
        foreach (var document in (await File.ReadAllTextAsync(Repository.PathOf("tests", "Reconciler.Cli.Tests", "Refused", file + ".yaml"), TestContext.Current.CancellationToken)).Split("---\n"))
        {
            var problems = FleetAssembler.Assemble([ManifestReader.Read(new(file + ".yaml", Encoding.UTF8.GetBytes(document)), "refused")]).Problems;
            Assert.NotEmpty(problems);
            var refusal = await Assert.ThrowsAsync<InvalidOperationException>(() => plane.KubectlAsync(document, ["apply", "--dry-run=server", "-n", "refused", "-f", "-"]));
            text.Append(document[(document.IndexOf("metadata", StringComparison.Ordinal))..]);
            text.AppendJoin("", problems.Select(problem => $"reader: {problem.Path}: {problem.Message}{(problem.Remedy.Length == 0 ? "" : $"; {problem.Remedy}")}\n"));
            text.Append("server: ").Append(Head().Replace(refusal.Message, "").TrimEnd()).Append("\n\n");
        }

        Golden.Match($"../Refused/{file}.golden.txt", text.ToString());
    }

    // All before what is wrong: command, kind and name.
    [GeneratedRegex("^.*?(is invalid|strict decoding error): ", RegexOptions.Singleline | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Head();
}
