using System.Globalization;
using Reconciler.TestKit;

namespace Reconciler.Benchmarks;

/// <summary>The published program as people start it: whole processes, start-up included, on a fleet in a temporary folder.</summary>
internal static class ProcessRuns
{
    private const int Runs = 9;
    private const string AsOf = "2026-12-01T09:00:00Z";

    // It has no schemas of these kinds, so it reads all the YAML and checks nothing in it.
    private const string KubeconformVariable = "RECONCILER_KUBECONFORM";

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
        await Measured.MustAsync("dotnet", "publish", Repository.PathOf("src/Reconciler.Cli"), "-c", "Release", "-r", "linux-x64", "--self-contained", "false", "-o", Path.Combine(folder, "bin"));
        await Measured.MustAsync(program, "generate", fleet, "--objects", "10000", "--files", "1000", "--seed", "1", "--as-of", AsOf);

        Console.WriteLine($"Median of {Runs} runs on {Environment.ProcessorCount} processors; 10,000 objects in 1,000 files.\n");
        Console.WriteLine("| command | wall s | processor s | peak MB |\n|---|--:|--:|--:|");
        await Row("`reconciler --version`", program, "--version");
        await Row("`reconciler policy FLEET`: reading alone", program, "policy", fleet);
        await Row("`reconciler plan FLEET`", program, "plan", fleet, "--as-of", AsOf, "--state", state);
        await Row("`reconciler plan FLEET -o json`", program, "plan", fleet, "--as-of", AsOf, "--state", state, "-o", "json");
        await Row("`reconciler run FLEET`, into a new store", () => Clear(state), program, "run", fleet, "--as-of", AsOf, "--state", state);
        await Row("`reconciler run FLEET`, nothing changed", program, "run", fleet, "--as-of", AsOf, "--state", state);
        if (Environment.GetEnvironmentVariable(KubeconformVariable) is { Length: > 0 } kubeconform)
        {
            await Row("`kubeconform`: reading alone", kubeconform, "-strict", "-n", "4", "-summary", "-ignore-missing-schemas", "-schema-location", Path.Combine(folder, "{{.ResourceKind}}.json"), fleet);
        }
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
