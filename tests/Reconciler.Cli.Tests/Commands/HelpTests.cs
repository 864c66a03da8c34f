using Reconciler.Cli.Tests.Running;

namespace Reconciler.Cli.Tests.Commands;

public sealed class HelpTests : IDisposable
{
    private readonly Workplace _place = new();

    public static TheoryData<string> Names
    {
        get
        {
            using var place = new Workplace();
            return [.. new CommandLine(place.ShellOf(TextWriter.Null, TextWriter.Null)).Root().Subcommands
                .SelectMany(command => command.Subcommands.Select(inner => $"{command.Name} {inner.Name}").Prepend(command.Name))];
        }
    }

    [Theory, MemberData(nameof(Names))]
    public async Task Help_HasAnExample(string name)
    {
        var outcome = await _place.RunAsync($"{name} --help");

        Assert.Equal((ExitCodes.Clean, ""), (outcome.Code, outcome.Error));
        Assert.Matches($@"Examples:\n  .*reconciler {name}\b", outcome.Output.ReplaceLineEndings("\n"));
    }

    [Theory]
    [InlineData("")]
    [InlineData("pln")]
    [InlineData("plan --as-off 2026-12-01T09:00:00Z")]
    [InlineData("plan --as-of 9999-12-31T23:59:59Z")]
    [InlineData("plan -o yaml")]
    [InlineData("run . --watch --as-of 2026-12-01T09:00:00Z")]
    [InlineData("render")]
    [InlineData("simulate .")]
    public async Task WrongUsage_SaysWhatIsWrong_AndWhereHelpIs(string command)
    {
        var outcome = await _place.RunAsync(command);

        Assert.Equal((ExitCodes.Usage, ""), (outcome.Code, outcome.Output));
        Assert.Matches(@"^reconciler: .+\nSee reconciler.* --help\.\n$", outcome.Error.ReplaceLineEndings("\n"));
    }

    /// <inheritdoc/>
    public void Dispose() => _place.Dispose();
}
