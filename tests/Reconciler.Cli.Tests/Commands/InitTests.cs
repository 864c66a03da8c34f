using System.Diagnostics;
using Reconciler.Cli.Starting;
using Reconciler.Manifests.Schemas;

namespace Reconciler.Cli.Tests.Commands;

/// <summary>A new fleet repository.</summary>
public sealed class InitTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("reconciler-init-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Init_WritesEveryFile_AndTheFleetIsClean()
    {
        var written = await RunAsync("init");
        var checkedFleet = await RunAsync("validate", "fleet");

        Assert.Equal(ExitCodes.Clean, written.Code);
        Assert.All(StarterFiles.All.Keys, path => Assert.True(File.Exists(Path.Combine(_folder, path)), path));
        Assert.Equal((ExitCodes.Clean, "0 errors, 0 warnings in 2 files, 2 objects\n"), (checkedFleet.Code, checkedFleet.Output));
    }

    [Fact]
    public async Task Init_KeepsWhatIsThere()
    {
        await File.WriteAllTextAsync(Path.Combine(_folder, "README.md"), "ours", TestContext.Current.CancellationToken);

        var answer = await RunAsync("init");

        Assert.Contains("kept   README.md", answer.Output, StringComparison.Ordinal);
        Assert.Equal("ours", await File.ReadAllTextAsync(Path.Combine(_folder, "README.md"), TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Init_MakesTheHookExecutable()
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        await RunAsync("init");

        using var shell = Process.Start(new ProcessStartInfo("test", ["-x", Path.Combine(_folder, ".githooks", "pre-commit")]) { UseShellExecute = false })!;
        await shell.WaitForExitAsync(TestContext.Current.CancellationToken);

        Assert.Equal(0, shell.ExitCode);
    }

    [Fact]
    public async Task Schema_IsTheOneThatInitWrites()
    {
        await RunAsync("init");
        var printed = await RunAsync("schema");

        Assert.Equal(printed.Output, await File.ReadAllTextAsync(Path.Combine(_folder, ".schemas", "fleet.json"), TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Schema_NamesTheKinds_WhenThereIsNone()
    {
        var answer = await RunAsync("schema", "Pod");

        Assert.Equal(ExitCodes.Usage, answer.Code);
        Assert.Contains($"people write no kind 'Pod'; they write {string.Join(", ", JsonSchemas.Kinds)}", answer.Error, StringComparison.Ordinal);
    }

    private async Task<(int Code, string Output, string Error)> RunAsync(params string[] words)
    {
        await using var output = new StringWriter { NewLine = "\n" };
        await using var error = new StringWriter { NewLine = "\n" };
        var shell = new Shell { Input = Stream.Null, Output = output, Error = error, Clock = TimeProvider.System, WorkingFolder = _folder };
        var code = await Program.RunAsync(words, shell, TestContext.Current.CancellationToken);
        return (code, output.ToString(), error.ToString());
    }
}
