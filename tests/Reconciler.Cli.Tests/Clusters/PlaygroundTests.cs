using System.Text.RegularExpressions;

namespace Reconciler.Cli.Tests.Clusters;

/// <summary>The playground is what the README says: its commands are run in it, one after the other.</summary>
public sealed partial class PlaygroundTests
{
    [Fact]
    public async Task Readme_ShowsWhatKubectlPrints_AndNothingStaysBehind()
    {
        await using var playground = await Playground.StartAsync();
        await playground.PassAsync("10m");
        var readme = await File.ReadAllTextAsync(Repository.PathOf("README.md"), TestContext.Current.CancellationToken);
        var blocks = new Queue<string>();
        foreach (Match block in Blocks().Matches(readme))
        {
            var shown = "";
            foreach (Match command in Commands().Matches(block.Groups["inner"].Value))
            {
                shown += $"$ {command.Groups["words"].Value}\n{await playground.ShellAsync(command.Groups["words"].Value, command.Groups["output"].Value)}";
            }

            blocks.Enqueue(shown);
        }

        Assert.NotEmpty(blocks);
        Golden.MatchFile(Repository.PathOf("README.md"), Blocks().Replace(readme, block => block.Groups["before"].Value + blocks.Dequeue()));

        // Not INT: a process that was started in the background ignores it from birth, and so would the playground.
        Assert.Equal(ExitCodes.Clean, await playground.EndAsync("TERM"));
        Assert.False(Directory.Exists(playground.Folder));
        Assert.Empty(playground.Left());
    }

    [GeneratedRegex(@"(?<before>^<!-- made in the playground.*\n```console\n)(?<inner>(.*\n)*?)(?=```$)", RegexOptions.Multiline | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Blocks();

    [GeneratedRegex(@"^\$ (?<words>.+)\n(?<output>((?!\$ ).*\n)*)", RegexOptions.Multiline | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Commands();
}
