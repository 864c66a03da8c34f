using System.Collections.Immutable;
using NodaTime;
using Reconciler.Core.Inventory;
using Reconciler.Core.Planning;
using Reconciler.Engine.Passes;

namespace Reconciler.Scenarios.Tests.Running;

/// <summary>One line of <c>now.txt</c>: an instant, then words that say how the pass differs from <c>run --once</c>.</summary>
/// <param name="Number">Of the pass, from 1.</param>
/// <param name="Now">When.</param>
/// <param name="Options">From the words: <c>settle</c>, <c>adopt</c>, <c>release DIGEST</c>.</param>
/// <param name="Files">The fleet as it is then.</param>
internal sealed record Pass(int Number, Instant Now, PlanOptions Options, FleetFiles Files);

/// <summary>What a pass started from and where it came to rest.</summary>
internal sealed record PassRun(Pass Pass, Snapshot Snapshot, Ledger Before, Settled Settled);

/// <summary>
/// A folder with <c>fleet/</c>, <c>now.txt</c> (passes in a row with the ledger carried on) and <c>expected/</c>. <c>fleet-2/</c> lies over
/// the fleet from the second pass on, and so on: a file of the same name replaces, an empty one takes away. <c>ledger/</c> is what was told before.
/// </summary>
/// <param name="folder">The folder, absolute.</param>
internal sealed class Scenario(string folder)
{
    public static string Root => Repository.PathOf("tests", "Scenarios");

    /// <summary>Paths of all scenarios, relative to <see cref="Root"/>.</summary>
    public static IEnumerable<string> All =>
        Directory.EnumerateFiles(Root, "now.txt", SearchOption.AllDirectories)
            .Select(file => Path.GetRelativePath(Root, Path.GetDirectoryName(file)!).Replace('\\', '/'))
            .Order(StringComparer.Ordinal);

    public static Scenario At(string path) => new(Path.Combine(Root, path));

    public string Expected(string file) => Path.Combine(folder, "expected", file);

    /// <summary>Runs the passes; every notice that is due is accepted at once.</summary>
    public IEnumerable<PassRun> Run()
    {
        var ledger = Told();
        foreach (var pass in Passes())
        {
            var snapshot = pass.Files.Snapshot();
            var settled = Settled.At(Planner.Plan, snapshot, ledger, pass.Now, pass.Options);
            yield return new(pass, snapshot, ledger, settled);
            ledger = settled.Ledger;
        }
    }

    private IEnumerable<Pass> Passes()
    {
        var files = FleetFiles.In(Path.Combine(folder, "fleet"));
        var lines = File.ReadAllLines(Path.Combine(folder, "now.txt")).Where(line => line.Trim().Length > 0).ToImmutableArray();
        for (var number = 1; number <= lines.Length; number++)
        {
            var edited = Path.Combine(folder, $"fleet-{number}");
            files = Directory.Exists(edited) ? files.Under(edited) : files;
            var words = lines[number - 1].Split(' ', StringSplitOptions.RemoveEmptyEntries);
            yield return new(number, Instants.Parse(words[0]), OptionsOf(words.AsSpan(1)), files);
        }
    }

    private static PlanOptions OptionsOf(ReadOnlySpan<string> words) => words switch
    {
        [] => new() { Settle = false },
        ["settle", .. var rest] => OptionsOf(rest) with { Settle = true },
        ["adopt", .. var rest] => OptionsOf(rest) with { Adopt = true },
        ["release", var digest, .. var rest] => OptionsOf(rest) with { Release = digest },
        _ => throw new ArgumentException($"now.txt: unknown word '{words[0]}'; known are settle, adopt, release DIGEST"),
    };

    private Ledger Told()
    {
        var ledger = Path.Combine(folder, "ledger");
        return Directory.Exists(ledger) ? Ledger.Of(FleetFiles.In(ledger).Read().Tickets.Select(ticket => ticket.Value)) : Ledger.Empty;
    }
}
