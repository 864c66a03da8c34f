using System.Globalization;
using Reconciler.TestKit;

namespace Reconciler.Benchmarks.Clusters;

/// <summary>The operator on a real API server, beside the least that one made with controller-runtime does. Each figure is from a control plane of its own.</summary>
internal static class ClusterRuns
{
    private const int Windows = 5000;
    private const string AtRest = "at rest";
    private const string PeersVariable = "RECONCILER_PEERS";

    /// <summary>Publishes, measures, and prints a table.</summary>
    /// <param name="runs">How often each figure is taken; the middle one counts.</param>
    /// <param name="figure">A part of the title of those figures that are taken; empty: all.</param>
    public static async Task RunAsync(int runs, string figure)
    {
        var peers = Environment.GetEnvironmentVariable(PeersVariable) ?? throw new InvalidOperationException($"{PeersVariable} names the folder of crpeer, crd.yaml and mw-template.yaml");
        var folder = Directory.CreateTempSubdirectory("reconciler-benchmark-");
        try
        {
            await Measured.MustAsync("dotnet", "publish", Repository.PathOf("src/Reconciler.Cli"), "-c", "Release", "-r", "linux-x64", "-p:AheadOfTime=true", "-o", folder.FullName);
            await CompareAsync(Contestant.Peer(peers), Contestant.Reconciler(Path.Combine(folder.FullName, "reconciler")), runs, figure);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static async Task CompareAsync(Contestant peer, Contestant own, int runs, string figure)
    {
        Console.WriteLine($"Median of {runs} runs on {Environment.ProcessorCount} processors, a control plane of its own for each.\n");
        Console.WriteLine("| | operator | last status, s | processor s | peak MB | status writes each |\n|---|---|--:|--:|--:|--:|");
        foreach (var (title, run) in new (string, Func<Contestant, Task<Result>>)[]
        {
            ($"{Windows} windows created", contestant => MeasureAsync(contestant, Windows, begun => begun.CreateAsync(Windows))),
            ($"{Windows} windows created, all on one instance at one start", contestant => MeasureAsync(contestant.OnOneInstance(), Windows, begun => begun.CreateAsync(Windows))),
            ($"started on {Windows} windows", contestant => MeasureAsync(contestant, Windows, begun => begun.StartAsync(Windows))),
        }.Where(each => each.Item1.Contains(figure, StringComparison.Ordinal)))
        {
            foreach (var (contestant, result) in await InTurnsAsync([peer, own], run, runs))
            {
                Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| {title} | {contestant.Name} | {result.Last.TotalSeconds:0.0} | {result.Processor.TotalSeconds:0.0} | {result.PeakBytes / 1e6:0} | {result.Writes:0.00} |"));
            }
        }

        if (!AtRest.Contains(figure, StringComparison.Ordinal))
        {
            return;
        }

        Console.WriteLine($"\n| {2 * Windows:N0} objects: {Windows} windows on {Windows} instances | {AtRest}, % of a processor | MB | peak MB | one change to its status, ms: median, longest |\n|---|--:|--:|--:|--:|");
        foreach (var contestant in new[] { peer, own })
        {
            var rest = await MeasureAsync(contestant, Windows, begun => begun.RestAsync(Windows, TimeSpan.FromSeconds(30), changes: 20));
            var waits = rest.Waits.Select(wait => wait.TotalMilliseconds).Order().ToArray();
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| {contestant.Name} | {rest.Idle * 100:0.00} | {rest.Bytes / 1e6:0} | {rest.PeakBytes / 1e6:0} | {waits[waits.Length / 2]:0}, {waits[^1]:0} |"));
        }
    }

    // In turns, so that a noisy quarter of an hour falls on both.
    private static async Task<IEnumerable<(Contestant Contestant, Result Middle)>> InTurnsAsync(Contestant[] contestants, Func<Contestant, Task<Result>> run, int runs)
    {
        var results = contestants.ToDictionary(contestant => contestant, _ => new List<Result>());
        for (var i = 0; i < runs; i++)
        {
            foreach (var contestant in contestants)
            {
                results[contestant].Add(await run(contestant));
            }
        }

        return results.Select(pair => (pair.Key, pair.Value.OrderBy(result => result.Last).ElementAt(runs / 2)));
    }

    private static async Task<T> MeasureAsync<T>(Contestant contestant, int instances, Func<Measurement, Task<T>> run)
    {
        await using var begun = await Measurement.BeginAsync(contestant, instances);
        return await run(begun);
    }
}
