using System.Collections.Immutable;
using NodaTime;
using Reconciler.Api;
using Reconciler.Core.Time;
using Reconciler.Manifests;

namespace Reconciler.Cli.Generating;

/// <summary>
/// Gives announced work its nights, so that a fleet of any size keeps the policy. In one region the nights are full for weeks: what
/// has no start yet finds none there (WIN006). In the others every second place is free.
/// </summary>
internal sealed class WorkNights
{
    /// <summary>The region whose nights are full.</summary>
    public const string FullRegion = "AMER";

    /// <summary>Of twenty windows so many are announced; two have no start yet, the rest has ended.</summary>
    public const int AnnouncedOfTwenty = 6;

    private const int FullNights = 20;
    private const int PlacesInNight = 4;
    private const int PastNights = 150;
    private static readonly Duration Place = Duration.FromHours(2);

    private readonly Dictionary<string, ImmutableArray<Occurrence>> _ahead = new(StringComparer.Ordinal);
    private readonly Dictionary<string, ImmutableArray<Occurrence>> _behind = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _crews = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _taken = new(StringComparer.Ordinal);

    /// <summary>Nights of every region.</summary>
    /// <param name="asOf">The instant of the fleet.</param>
    /// <param name="instances">Its instances.</param>
    /// <param name="windows">How many windows it will have.</param>
    public WorkNights(Instant asOf, ImmutableArray<DedicatedInstance> instances, int windows)
    {
        Freeze = FreezeAfter(asOf);
        foreach (var region in ShippedPolicy.Spec.Regions)
        {
            var nights = new RegionalWindows(ShippedPolicy.Spec.Grids.Single(grid => grid.Name == region.Grid));
            var share = windows * (double)instances.Count(instance => instance.Spec.Region == region.Name) / instances.Length;
            var busy = (int)Math.Ceiling(share * AnnouncedOfTwenty / 20 / (FullNights * PlacesInNight));
            _crews[region.Name] = Math.Max(1, region.Name == FullRegion ? busy : 2 * busy);
            _ahead[region.Name] = [.. nights.From(asOf).Where(IsWorkNight).Take(4 * FullNights)];
            _behind[region.Name] = [.. nights.From(asOf - Duration.FromDays(PastNights * 7 / 5)).TakeWhile(night => night.Closes < asOf).Where(IsWorkNight)];
        }
    }

    /// <summary>The year-end span in which nothing changes.</summary>
    public Freeze Freeze { get; }

    /// <summary>How many changes the provider's crews of a region can run at the same time.</summary>
    /// <param name="region">Region id.</param>
    /// <returns>At least 1.</returns>
    public int Crews(string region) => _crews[region];

    /// <summary>The next free place of a region for a change of up to two hours.</summary>
    /// <param name="region">Region id.</param>
    /// <returns>A start.</returns>
    public Instant Next(string region)
    {
        var taken = _taken[region] = _taken.GetValueOrDefault(region) + 1;
        var inNight = _crews[region] * PlacesInNight / (region == FullRegion ? 1 : 2);
        var nights = _ahead[region];
        return nights[(taken - 1) / inNight % nights.Length].Opens + (Place * ((taken - 1) % inNight % PlacesInNight));
    }

    /// <summary>A place in the past.</summary>
    /// <param name="region">Region id.</param>
    /// <param name="dice">Chance.</param>
    /// <returns>A start.</returns>
    public Instant Past(string region, Dice dice) => dice.Pick<Occurrence>(_behind[region].AsSpan()).Opens + (Place * dice.Below(PlacesInNight));

    private bool IsWorkNight(Occurrence night) =>
        night.Kind == WindowKind.Weekday && (night.Date.PlusDays(1).ToDateOnly() < Freeze.From.Date || night.Date.ToDateOnly() >= Freeze.To.Date);

    private static Freeze FreezeAfter(Instant asOf)
    {
        var year = asOf.InUtc().Year;
        return new() { Name = "year-end", From = new(new DateOnly(year, 12, 18)), To = new(new DateOnly(year + 1, 1, 4)), Reason = "nobody is there to test" };
    }
}
