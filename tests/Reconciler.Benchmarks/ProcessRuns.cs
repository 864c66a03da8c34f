using System.Globalization;
using Reconciler.TestKit;

namespace Reconciler.Benchmarks;

/// <summary>The published program as people start it: whole processes, start-up included, on a fleet in a temporary folder.</summary>
internal static class ProcessRuns
{
    private const int Runs = 9;
    private const string AsOf = "2026-12-01T09:00:00Z";

    // A whole command with its schemas and its documents, its words parted by single spaces.
    private const string PeerVariable = "RECONCILER_PEER";

    /// <summary>Publishes, generates, measures, and prints a table.</summary>
    /// <returns>When it is printed.</returns>
    public static async Task RunAsync()
    {
        var folder = Directory.CreateTempSubdirectory("reconciler-benchmark-");
        try
        {
            await RunAsync(folder.FullName);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static async Task RunAsync(string folder)
    {
        var (program, fleet, state) = (Path.Combine(folder, "bin", "reconciler"), Path.Combine(folder, "fleet"), Path.Combine(folder, "state"));
        await Measured.MustAsync("dotnet", "publish", Repository.PathOf("src/Reconciler.Cli"), "-c", "Release", "-r", "linux-x64", "-p:AheadOfTime=true", "-o", Path.Combine(folder, "bin"));
        await Measured.MustAsync(program, "generate", fleet, "--objects", "10000", "--files", "1000", "--seed", "1", "--as-of", AsOf);

        Console.WriteLine($"Median of {Runs} runs on {Environment.ProcessorCount} processors; 10,000 objects in 1,000 files.\n");
        Console.WriteLine("| command | wall s | processor s | peak MB |\n|---|--:|--:|--:|");
        await Row("`reconciler --version`", program, "--version");
        await Row("`reconciler policy FLEET`: reading alone", program, "policy", fleet);
        await Row("`reconciler validate FLEET`", program, "validate", fleet, "--as-of", AsOf);
        await Row("`reconciler plan FLEET`", program, "plan", fleet, "--as-of", AsOf, "--state", state);
        await Row("`reconciler plan FLEET -o json`", program, "plan", fleet, "--as-of", AsOf, "--state", state, "-o", "json");
        await Row("`reconciler run FLEET`, into a new store", () => Clear(state), program, "run", fleet, "--as-of", AsOf, "--state", state);
        await Row("`reconciler run FLEET`, nothing changed", program, "run", fleet, "--as-of", AsOf, "--state", state);
        await Compare(program, folder, fleet);
        if (Environment.GetEnvironmentVariable(PeerVariable) is { Length: > 0 } peer)
        {
            var words = peer.Split(' ');
            await Row($"`{Path.GetFileName(words[0])}`", words[0], words[1..]);
        }
    }

    // Two commits of a bare repository; the newer one lacks a file.
    private static async Task Compare(string program, string folder, string fleet)
    {
        var bare = Path.Combine(folder, "bare.git");
        string[] git = ["--git-dir", bare, "--work-tree", fleet, "-c", "user.name=benchmark", "-c", "user.email=benchmark@reconciler.example"];
        await Measured.MustAsync("git", "init", "-q", "--bare", bare);
        await Measured.MustAsync("git", [.. git, "add", "."]);
        await Measured.MustAsync("git", [.. git, "commit", "-q", "-m", "base"]);
        File.Delete(Directory.EnumerateFiles(fleet, "*.yaml", SearchOption.AllDirectories).Order(StringComparer.Ordinal).Last());
        await Measured.MustAsync("git", [.. git, "commit", "-q", "-a", "-m", "head"]);
        await Row("`reconciler plan --base HEAD~1 --head HEAD`", program, "plan", "--repo", bare, "--base", "HEAD~1", "--head", "HEAD", "--as-of", AsOf);
    }

    private static Task Row(string title, string program, params string[] arguments) => Row(title, () => { }, program, arguments);

    private static async Task Row(string title, Action before, string program, params string[] arguments)
    {
        var runs = new List<Measured>();
        for (var run = 0; run <= Runs; run++)
        {
            before();
            runs.Add(await Measured.RunAsync(program, arguments));
        }

        // The first run warms the caches of the system.
        var (wall, processor, peak, _) = Measured.Median(runs[1..]);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| {title} | {wall.TotalSeconds:0.00} | {processor.TotalSeconds:0.00} | {peak / 1e6:0} |"));
    }

    private static void Clear(string folder)
    {
        if (Directory.Exists(folder))
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
