using System.Globalization;
using System.Text;
using NodaTime;
using NodaTime.Text;
using Reconciler.Core.Planning;
using Reconciler.Engine.Channels;
using Reconciler.Engine.Passes;
using Reconciler.Engine.Stores;
using Reconciler.Engine.Worlds;

namespace Reconciler.Engine.Tests.Given;

/// <summary>A fleet and a store in a temporary folder.</summary>
internal sealed class Bed : IDisposable
{
    private readonly DirectoryInfo _root = Directory.CreateTempSubdirectory("reconciler-");

    public Bed()
    {
        Directory.CreateDirectory(FleetFolder);
        Store = new(Path.Combine(_root.FullName, ".reconciler"), ".reconciler");
    }

    public StoreFolder Store { get; }

    public string FleetFolder => Path.Combine(_root.FullName, "fleet");

    public FleetLocation Location => new() { Paths = ["fleet"], WorkingFolder = _root.FullName, DefaultNamespace = "default" };

    public static Instant At(string text) => InstantPattern.General.Parse(text).Value;

    public Bed With(string file, string yaml)
    {
        File.WriteAllText(Path.Combine(FleetFolder, file), yaml);
        return this;
    }

    public void Without(string file) => File.Delete(Path.Combine(FleetFolder, file));

    public FolderStore Open(IFiles? files = null) => new(Store, files ?? new DiskFiles(), default);

    /// <summary>One run, as the command does it.</summary>
    public async Task<PassResult> RunAsync(string now, IFiles? files = null, IChannel? channel = null, PlanOptions? options = null)
    {
        using var store = Open(files);
        var world = new FolderWorld(Location, Stream.Null);
        return await new Pass(world, store, channel ?? new FolderChannel(Store, files ?? new DiskFiles()), Planner.Plan)
            .RunAsync(At(now), options ?? new PlanOptions { Settle = false }, TestContext.Current.CancellationToken);
    }

    public string PathOf(params string[] parts) => Path.Combine([Store.Path, .. parts]);

    public string Read(params string[] parts) => File.ReadAllText(PathOf(parts));

    /// <summary>Every file of the store with its text.</summary>
    public SortedDictionary<string, string> Tree() => new(
        Directory.GetFiles(Store.Path, "*", SearchOption.AllDirectories).ToDictionary(
            path => Path.GetRelativePath(Store.Path, path).Replace('\\', '/'),
            path => Encoding.UTF8.GetString(File.ReadAllBytes(path)),
            StringComparer.Ordinal),
        StringComparer.Ordinal);

    /// <summary>Every file of the store with the instant it was last written, to the tick.</summary>
    public SortedDictionary<string, string> Times() => new(
        Directory.GetFiles(Store.Path, "*", SearchOption.AllDirectories).ToDictionary(
            path => Path.GetRelativePath(Store.Path, path),
            path => File.GetLastWriteTimeUtc(path).Ticks.ToString(CultureInfo.InvariantCulture),
            StringComparer.Ordinal),
        StringComparer.Ordinal);

    public void Dispose() => _root.Delete(recursive: true);
}
