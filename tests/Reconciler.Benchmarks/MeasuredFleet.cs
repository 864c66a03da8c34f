using System.Text;
using NodaTime;
using Reconciler.Api;
using Reconciler.Cli.Generating;
using Reconciler.Core.Inventory;
using Reconciler.Manifests;

namespace Reconciler.Benchmarks;

/// <summary>The fleets that everything here is measured with.</summary>
internal static class MeasuredFleet
{
    /// <summary>The instant that they are made and planned for.</summary>
    public static readonly Instant AsOf = Instant.FromUtc(2026, 12, 1, 9, 0);

    private const ulong Seed = 1;
    private const int ObjectsInFile = 10;

    /// <summary>A fleet as people have it.</summary>
    /// <param name="objects">How many objects.</param>
    /// <returns>The files.</returns>
    public static IEnumerable<(string Path, string Text)> Files(int objects) =>
        GeneratedFleet.Files(objects, objects / ObjectsInFile, Seed, AsOf).Select(file => (file.Path, file.Text));

    /// <summary>A fleet as the planner sees it.</summary>
    /// <param name="objects">How many objects.</param>
    /// <returns>The snapshot.</returns>
    public static Snapshot Of(int objects) => FleetAssembler
        .Assemble(Files(objects)
            .Select(file => ManifestReader.Read(new(file.Path, Encoding.UTF8.GetBytes(file.Text)), ApiGroup.DefaultNamespace)))
        .Snapshot;
}
