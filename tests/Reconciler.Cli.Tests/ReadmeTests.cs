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

    [GeneratedRegex(@"^\| `(?<name>[a-z]+)` \| .* \| `.*?reconciler (?<words>[^`]+)` \|$", RegexOptions.Multiline | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex CommandRow();
}
