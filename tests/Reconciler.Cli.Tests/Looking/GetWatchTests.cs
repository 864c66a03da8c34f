using Reconciler.Cli.Tests.Running;

namespace Reconciler.Cli.Tests.Looking;

public sealed class GetWatchTests : IDisposable
{
    private readonly Workplace _place = new Workplace().WithFleet("small");

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("text")]
    [InlineData("json")]
    [InlineData("name")]
    public async Task Watch_ShowsOnlyWhatBecameAnother(string form)
    {
        var fleet = await File.ReadAllTextAsync(_place.PathOf("small/fleet.yaml"), Stop);
        using var stop = new CancellationTokenSource();
        await using var output = new Said();
        var watching = Program.RunAsync(["get", "windows", "small", "-w", "-o", form], _place.ShellOf(output, TextWriter.Null), stop.Token);

        var first = await output.NextAsync();
        _place.With("small/fleet.yaml", fleet.Replace("start: 2026-12-14", "start: 2026-12-15", StringComparison.Ordinal));
        var second = await _place.Clock.SleepUntilAsync(output.NextAsync(), Stop);
        await stop.CancelAsync();

        Assert.Equal(ExitCodes.Clean, await watching);
        Golden.Match($"Golden/watch-{form}.golden.txt", $"{first}--- then\n{second}");
    }

    [Fact]
    public async Task Watch_SaysWhatIsGone_AndWhatCanNotBeRead()
    {
        var fleet = await File.ReadAllTextAsync(_place.PathOf("small/fleet.yaml"), Stop);
        using var stop = new CancellationTokenSource();
        await using var output = new Said();
        await using var error = new Said();
        var watching = Program.RunAsync(["get", "windows", "small", "-w"], _place.ShellOf(output, error), stop.Token);

        await output.NextAsync();
        _place.With("small/fleet.yaml", "kind: [");
        var trouble = await _place.Clock.SleepUntilAsync(error.NextAsync(), Stop);
        _place.With("small/fleet.yaml", fleet[..fleet.LastIndexOf("---", StringComparison.Ordinal)]);
        var gone = await _place.Clock.SleepUntilAsync(output.NextAsync(), Stop);
        await stop.CancelAsync();

        Assert.Equal(ExitCodes.Clean, await watching);
        Assert.Contains("something can not be read", trouble, StringComparison.Ordinal);
        Assert.Contains(" Gone ", gone, StringComparison.Ordinal);
    }

    /// <inheritdoc/>
    public void Dispose() => _place.Dispose();
}
