using System.Diagnostics;
using Reconciler.Cli.Starting;
using Reconciler.Cli.Tests.Running;
using Reconciler.Manifests.Schemas;

namespace Reconciler.Cli.Tests.Commands;

/// <summary>A new fleet repository.</summary>
public sealed class InitTests : IDisposable
{
    private readonly Workplace _place = new();

    /// <inheritdoc/>
    public void Dispose() => _place.Dispose();

    [Fact]
    public async Task Init_WritesEveryFile_AndTheFleetIsClean()
    {
        var written = await _place.RunAsync("init");
        var checkedFleet = await _place.RunAsync("validate fleet");

        Assert.Equal(ExitCodes.Clean, written.Code);
        Assert.All(StarterFiles.All.Keys, path => Assert.True(File.Exists(_place.PathOf(path)), path));
        Assert.Equal((ExitCodes.Clean, "0 errors, 0 warnings in 2 files, 2 objects\n"), (checkedFleet.Code, checkedFleet.Output));
    }

    [Fact]
    public async Task Init_WritesAFleetThatIsClean_ThoughTheDayHasNotBegunWhereItsInstanceIs()
    {
        _place.Clock.SetUtcNow(new(2026, 12, 2, 0, 30, 0, TimeSpan.Zero));

        await _place.RunHereAsync("init");

        Assert.Equal("0 errors, 0 warnings in 2 files, 2 objects\n", (await _place.RunHereAsync("validate fleet")).Output);
    }

    [Fact]
    public async Task Init_KeepsWhatIsThere()
    {
        await File.WriteAllTextAsync(_place.PathOf("README.md"), "ours", TestContext.Current.CancellationToken);

        var answer = await _place.RunAsync("init");

        Assert.Contains("kept   README.md", answer.Output, StringComparison.Ordinal);
        Assert.Equal("ours", await File.ReadAllTextAsync(_place.PathOf("README.md"), TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Init_MakesTheHookExecutable()
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        await _place.RunAsync("init");

        using var shell = Process.Start(new ProcessStartInfo("test", ["-x", _place.PathOf(".githooks/pre-commit")]) { UseShellExecute = false })!;
        await shell.WaitForExitAsync(TestContext.Current.CancellationToken);

        Assert.Equal(0, shell.ExitCode);
    }

    [Fact]
    public async Task Schema_IsTheOneThatInitWrites()
    {
        await _place.RunAsync("init");
        var printed = await _place.RunAsync("schema");

        Assert.Equal(printed.Output, await File.ReadAllTextAsync(_place.PathOf(".schemas/fleet.json"), TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Schema_NamesTheKinds_WhenThereIsNone()
    {
        var answer = await _place.RunAsync("schema Pod");

        Assert.Equal(ExitCodes.Usage, answer.Code);
        Assert.Contains($"people write no kind 'Pod'; they write {string.Join(", ", JsonSchemas.Kinds)}", answer.Error, StringComparison.Ordinal);
    }
}
