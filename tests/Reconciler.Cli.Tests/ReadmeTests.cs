using System.Text.RegularExpressions;
using Reconciler.Cli.Tests.Running;

namespace Reconciler.Cli.Tests;

/// <summary>The README promises nothing that the program does not do.</summary>
public sealed partial class ReadmeTests : IDisposable
{
    private readonly Workplace _place = new();

    [Fact]
    public async Task FirstScreen_ShowsWhatTheCommandPrints()
    {
        var readme = await File.ReadAllTextAsync(Repository.PathOf("README.md"), TestContext.Current.CancellationToken);

        var outcome = await _place.WithCopyOf("examples/fleet").RunAsync(FirstCommand().Match(readme).Groups["words"].Value);

        Assert.Equal((ExitCodes.Clean, ""), (outcome.Code, outcome.Error));
        Golden.MatchFile(Repository.PathOf("README.md"), FirstOutput().Replace(readme, block => block.Groups["before"].Value + outcome.Output, 1));
    }

    [Fact]
    public async Task PullRequest_ShowsWhatTheCommandPrints()
    {
        using var history = new History();
        var readme = await File.ReadAllTextAsync(Repository.PathOf("README.md"), TestContext.Current.CancellationToken);
        var root = Repository.PathOf("examples", "fleet");
        var files = Repository.ManifestsIn(root)
            .Select(file => (Path: $"fleet/{Path.GetRelativePath(root, file).Replace('\\', '/')}", Text: File.ReadAllText(file)))
            .ToArray();
        history.With("main", files).With("sbc", [.. files.Select(file => (file.Path, file.Text.Replace("start: 2027-01-19T21:30:00+01:00", "start: 2027-01-26T21:30:00+01:00", StringComparison.Ordinal)))]);

        var outcome = await history.Place.RunAsync(PullRequestCommand().Match(readme).Groups["words"].Value);
        var shown = new[] { "main", "sbc" }.Aggregate(outcome.Output, (text, branch) => text.Replace($" ({history.Repository.Library.Branches[branch].Tip.Sha[..7]})", "", StringComparison.Ordinal));

        Assert.Equal((ExitCodes.Clean, ""), (outcome.Code, outcome.Error));
        Golden.MatchFile(Repository.PathOf("README.md"), PullRequestOutput().Replace(readme, block => block.Groups["before"].Value + shown, 1));
    }

    [Fact]
    public async Task Commands_AreAllThere_WithAnExampleThatIsUnderstood()
    {
        var readme = await File.ReadAllTextAsync(Repository.PathOf("README.md"), TestContext.Current.CancellationToken);
        var rows = CommandRow().Matches(readme).ToDictionary(row => row.Groups["name"].Value, row => row.Groups["words"].Value, StringComparer.Ordinal);
        var root = new CommandLine(_place.ShellOf(TextWriter.Null, TextWriter.Null)).Root();

        Assert.Equal(root.Subcommands.Where(command => !command.Hidden).Select(command => command.Name).Order(), rows.Keys.Order());
        Assert.All(rows, row =>
        {
            Assert.StartsWith($"{row.Key} ", row.Value, StringComparison.Ordinal);
            Assert.Empty(root.Parse(row.Value.Split(' ')).Errors);
        });
    }

    /// <inheritdoc/>
    public void Dispose() => _place.Dispose();

    [GeneratedRegex(@"^\$ dotnet run --project src/Reconciler\.Cli -- (?<words>.+)$", RegexOptions.Multiline | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex FirstCommand();

    [GeneratedRegex(@"(?<before>^<!-- made by the first command.*\n```text\n)(.*\n)*?(?=```$)", RegexOptions.Multiline | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex FirstOutput();

    [GeneratedRegex(@"^\$ reconciler (?<words>plan fleet --base .+)$", RegexOptions.Multiline | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex PullRequestCommand();

    [GeneratedRegex(@"(?<before>^<!-- made by that command.*\n```text\n)(.*\n)*?(?=```$)", RegexOptions.Multiline | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex PullRequestOutput();

    [GeneratedRegex(@"^\| `(?<name>[a-z]+)` \| .* \| `.*?reconciler (?<words>[^`]+)` \|$", RegexOptions.Multiline | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex CommandRow();
}
