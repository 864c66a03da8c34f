using System.Text;
using System.Text.Json.Nodes;

namespace Reconciler.Cli.Tests.Running;

/// <summary>A process for one command after another: a folder of its own, a clock that stands still, and nothing of the machine.</summary>
internal sealed class Workplace : IDisposable
{
    /// <summary>The instant of most tests, as an argument.</summary>
    public const string AsOf = "--as-of 2026-12-01T09:00:00Z";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("reconciler-");

    /// <summary>Its clock, at <see cref="AsOf"/>.</summary>
    public TestClock Clock { get; } = new(new DateTimeOffset(2026, 12, 1, 9, 0, 0, TimeSpan.Zero));

    /// <summary>Full path of a file or folder in it.</summary>
    public string PathOf(string path) => Path.Combine(_folder.FullName, path);

    /// <summary>Writes a file.</summary>
    public Workplace With(string path, string text) => With(path, Encoding.UTF8.GetBytes(text));

    /// <summary>Writes a file.</summary>
    public Workplace With(string path, byte[] bytes)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(PathOf(path))!);
        File.WriteAllBytes(PathOf(path), bytes);
        return this;
    }

    /// <summary>Copies one of the fleets that these tests keep.</summary>
    public Workplace WithFleet(string name) => WithCopy(Repository.PathOf("tests", "Reconciler.Cli.Tests", "Fleets", name), name);

    /// <summary>Copies a folder of the repository to the same place here, but for what a run left beside it.</summary>
    public Workplace WithCopyOf(string folder) => WithCopy(Repository.PathOf(folder), folder);

    /// <summary>Copies a folder, but for what a run left beside it.</summary>
    public Workplace WithCopy(string from, string to)
    {
        foreach (var file in Directory.EnumerateFiles(from, "*", SearchOption.AllDirectories))
        {
            var relative = Path.GetRelativePath(from, file);
            if (!relative.StartsWith('.'))
            {
                With(Path.Combine(to, relative), File.ReadAllBytes(file));
            }
        }

        return this;
    }

    /// <summary>Runs one command; words are parted by single spaces.</summary>
    public Task<Outcome> RunAsync(string command, string input = "") => RunAsync(command.Split(' '), input);

    /// <summary>Runs one command.</summary>
    public Task<Outcome> RunAsync(string[] words, string input = "") =>
        PublishedProgram.Path is null ? RunHereAsync(words, input) : ProcessRun.ToItsEndAsync(_folder.FullName, words, input);

    /// <summary>Runs one command by <see cref="Clock"/>, and so in this process: a program that is shipped goes by the machine's.</summary>
    public Task<Outcome> RunHereAsync(string command) => RunHereAsync(command.Split(' '), "");

    private async Task<Outcome> RunHereAsync(string[] words, string input)
    {
        await using var output = new StringWriter();
        await using var error = new StringWriter();
        var code = await Program.RunAsync(words, ShellOf(output, error, input), TestContext.Current.CancellationToken);
        return new(code, output.ToString(), error.ToString());
    }

    /// <summary>What a command touches of this process.</summary>
    public Shell ShellOf(TextWriter output, TextWriter error, string input = "") => new()
    {
        Input = new MemoryStream(Encoding.UTF8.GetBytes(input)),
        Output = output,
        Error = error,
        Clock = Clock,
        WorkingFolder = _folder.FullName,
    };

    /// <inheritdoc/>
    public void Dispose() => _folder.Delete(recursive: true);
}

/// <summary>How a command ended.</summary>
/// <param name="Code">Exit code.</param>
/// <param name="Output">Standard output.</param>
/// <param name="Error">Standard error.</param>
internal sealed record Outcome(int Code, string Output, string Error)
{
    /// <summary>What it printed for scripts.</summary>
    public JsonNode Json => JsonNode.Parse(Output)!;
}
