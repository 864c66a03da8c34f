using System.Runtime.InteropServices;
using NodaTime;
using Reconciler.Core.Inventory;
using Reconciler.Core.Policy;

namespace Reconciler.Core.Planning.Scheduling;

/// <summary>What has its place already in this pass. It only grows, so whatever stands in the way keeps standing there.</summary>
/// <param name="instances">How many instances there are.</param>
public sealed class Timetable(int instances)
{
    private readonly List<Placement>?[] _byInstance = new List<Placement>?[instances];
    private readonly Dictionary<string, LoadCurve> _byRegion = new(StringComparer.Ordinal);
    private readonly Dictionary<(ObjectKey Plan, int Wave), LoadCurve> _byWave = [];

    /// <summary>Gives a change its place.</summary>
    /// <param name="placement">The place.</param>
    public void Add(Placement placement)
    {
        if (placement.Change.IsUpload)
        {
            return;
        }

        // Most instances have few changes to come.
        (_byInstance[placement.Site.Index] ??= new(capacity: 1)).Add(placement);
        Curve(_byRegion, placement.Region.Name).Add(placement.Span);
        if (placement.Change.Wave is { } wave)
        {
            Curve(_byWave, (wave.Plan, wave.Index)).Add(placement.Span);
        }
    }

    /// <summary>Keeps a place in a region for a change of an instance that is not known.</summary>
    /// <param name="region">Region id.</param>
    /// <param name="span">The place.</param>
    public void Reserve(string region, Interval span) => Curve(_byRegion, region).Add(span);

    /// <summary>Places at an instance; uploads take none.</summary>
    /// <param name="site">The instance.</param>
    /// <returns>In the order in which they were given.</returns>
    public ReadOnlySpan<Placement> At(Site site)
    {
        ArgumentNullException.ThrowIfNull(site);
        return CollectionsMarshal.AsSpan(_byInstance[site.Index]);
    }

    /// <summary>Where so many changes of a region run at the same time.</summary>
    /// <param name="region">Region id.</param>
    /// <param name="span">Where to look.</param>
    /// <param name="limit">The count to look for.</param>
    /// <returns>See <see cref="LoadCurve.Reaches"/>.</returns>
    public (Instant Until, int Count)? RegionReaches(string region, Interval span, int limit) =>
        _byRegion.TryGetValue(region, out var curve) ? curve.Reaches(span, limit) : null;

    /// <summary>Where so many changes of a wave run at the same time.</summary>
    /// <param name="wave">The wave.</param>
    /// <param name="span">Where to look.</param>
    /// <param name="limit">The count to look for.</param>
    /// <returns>See <see cref="LoadCurve.Reaches"/>.</returns>
    public (Instant Until, int Count)? WaveReaches(WavePlace wave, Interval span, int limit)
    {
        ArgumentNullException.ThrowIfNull(wave);
        return _byWave.TryGetValue((wave.Plan, wave.Index), out var curve) ? curve.Reaches(span, limit) : null;
    }

    private static LoadCurve Curve<TKey>(Dictionary<TKey, LoadCurve> curves, TKey key)
        where TKey : notnull =>
        curves.TryGetValue(key, out var curve) ? curve : curves[key] = new();
}
