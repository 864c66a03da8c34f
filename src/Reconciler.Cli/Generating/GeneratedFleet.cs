using NodaTime;
using Reconciler.Api;
using Reconciler.Manifests;

namespace Reconciler.Cli.Generating;

/// <summary>
/// A fleet of any size that somebody could run, for measurements: 40 % instances, 50 % windows of which nine in ten are announced or
/// ended, 10 % other. The same size, seed and instant give the same bytes.
/// </summary>
internal static class GeneratedFleet
{
    /// <summary>The fewest objects that make a fleet: some of each kind.</summary>
    public const int FewestObjects = 50;

    private const int FilesInFolder = 100;

    /// <summary>The files of a fleet.</summary>
    /// <param name="objects">How many objects; at least <see cref="FewestObjects"/>.</param>
    /// <param name="files">Dealt out evenly over so many files; at least 1, at most one for each object.</param>
    /// <param name="seed">Another seed, another fleet.</param>
    /// <param name="asOf">The instant for which it is up to date.</param>
    /// <returns>Relative paths with forward slashes, and texts.</returns>
    public static IEnumerable<(string Path, string Text)> Files(int objects, int files, ulong seed, Instant asOf)
    {
        var fleet = Objects(objects, seed, asOf);
        for (var file = 0; file < files; file++)
        {
            var (from, to) = ((int)((long)file * objects / files), (int)((file + 1L) * objects / files));
            yield return ($"part-{file / FilesInFolder:00}/objects-{file:0000}.yaml", ManifestWriter.WriteAll(fleet[from..to]));
        }
    }

    private static Resource[] Objects(int objects, ulong seed, Instant asOf)
    {
        var (instanceCount, windowCount) = (objects * 4 / 10, objects / 2);
        var dice = new Dice(seed);
        var instances = new InstanceMaker(dice, asOf).Make(instanceCount);
        var nights = new WorkNights(asOf, instances, windowCount);
        var windows = new WindowMaker(dice, asOf, nights).Make(windowCount, instances);
        var requests = new RequestMaker(dice, asOf).Make(objects - instanceCount - windowCount - PolicyMaker.Count, instances);
        return [.. PolicyMaker.Make(nights, asOf), .. instances, .. windows, .. requests];
    }
}
