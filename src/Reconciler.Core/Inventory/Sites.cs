using System.Collections.Concurrent;
using System.Collections.Immutable;
using Reconciler.Api;
using Reconciler.Core.Planning;
using Reconciler.Core.Time;

namespace Reconciler.Core.Inventory;

/// <summary>Every instance where it stands, and every region. Regions and calendars are made once and shared.</summary>
public sealed class Sites
{
    private readonly Snapshot _snapshot;
    private readonly Dictionary<ObjectKey, Site> _sites = [];
    private readonly Dictionary<string, Declared<HolidayCalendar>> _byReference = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Region> _regions = new(StringComparer.Ordinal);
    private readonly Dictionary<WindowGrid, RegionalWindows> _grids = new(ReferenceEqualityComparer.Instance);
    private readonly Dictionary<string, ImmutableArray<ClosedSpan>> _freezes = new(StringComparer.Ordinal);
    private readonly KindLists _kinds = new();
    private readonly ConcurrentDictionary<string, BusinessCalendar> _calendars = new(StringComparer.Ordinal);

    /// <summary>Puts every instance of a snapshot in its place. One whose region the policy does not know has no site.</summary>
    /// <param name="snapshot">The snapshot.</param>
    public Sites(Snapshot snapshot)
        : this(snapshot, Shares.One)
    {
    }

    internal Sites(Snapshot snapshot, Shares shares)
    {
        ArgumentNullException.ThrowIfNull(snapshot);
        _snapshot = snapshot;
        foreach (var calendar in snapshot.Calendars)
        {
            _byReference.TryAdd(calendar.Key.Name, calendar);
            _byReference.TryAdd(calendar.Key.ToString(), calendar);
        }

        foreach (var policy in snapshot.Policy.Regions)
        {
            if (snapshot.Policy.Grids.FirstOrDefault(grid => grid.Name == policy.Grid) is { } grid)
            {
                var region = new Region(policy, WindowsOf(grid), CalendarOf(policy.Calendars));
                (_regions[policy.Name], _freezes[policy.Name]) = (region, FreezesOf(region));
            }
        }

        All = [.. shares.Select(snapshot.Instances, SiteOf).OfType<Site>()];
        _sites.EnsureCapacity(All.Length);
        foreach (var site in All)
        {
            _sites[site.Key] = site;
        }
    }

    /// <summary>Sites in the order of keys.</summary>
    public ImmutableArray<Site> All { get; }

    /// <summary>The site of an instance.</summary>
    /// <param name="key">Namespace and name of the instance.</param>
    /// <returns>Null where there is no such instance, or its region is not known.</returns>
    public Site? Find(ObjectKey key) => _sites.GetValueOrDefault(key);

    /// <summary>A region of the policy.</summary>
    /// <param name="name">Region id.</param>
    /// <returns>Null where the policy has none of that name.</returns>
    public Region? Region(string name) => _regions.GetValueOrDefault(name);

    /// <summary>Calendars of that name: of a bare name in every namespace, the first in the order of keys.</summary>
    /// <param name="reference"><c>name</c> or <c>namespace/name</c>.</param>
    /// <returns>Null where there is none.</returns>
    public Declared<HolidayCalendar>? Calendar(string reference)
    {
        ArgumentNullException.ThrowIfNull(reference);
        return _byReference.GetValueOrDefault(reference);
    }

    private RegionalWindows WindowsOf(WindowGrid grid) =>
        _grids.TryGetValue(grid, out var windows) ? windows : _grids[grid] = new(grid);

    private Site? SiteOf(Declared<DedicatedInstance> declared, int index)
    {
        var spec = declared.Value.Spec;
        if (Region(spec.Region) is not { } region)
        {
            return null;
        }

        var smeRegion = spec.Applications.FirstOrDefault(application => application.Kind == ApplicationKind.SessionManagement)
            is { PublisherRegion: { } name } ? Region(name) : null;
        return new()
        {
            Index = index,
            Declared = declared,
            Applications = _kinds.Of(spec.Applications),
            Region = region,
            SmeRegion = smeRegion == region ? null : smeRegion,
            Calendar = spec.Calendars.IsEmpty ? region.Calendar : CalendarOf(region, declared.Key.Namespace, spec.Calendars),
            Closed = spec.Blackouts.IsEmpty ? _freezes[region.Name] : ClosedOf(region, spec.Blackouts),
        };
    }

    private BusinessCalendar CalendarOf(Region region, string ns, ImmutableArray<string> own) =>
        CalendarOf(region.Policy.Calendars.Concat(own.Select(name => $"{ns}/{name}")));

    private ImmutableArray<ClosedSpan> ClosedOf(Region region, ImmutableArray<Freeze> blackouts) =>
        [.. _freezes[region.Name].Concat(blackouts.Select(blackout => Close(blackout, region, ofInstance: true))).OrderBy(closed => closed.Span.Start)];

    private ImmutableArray<ClosedSpan> FreezesOf(Region region) =>
    [
        .. _snapshot.Policy.Freezes
            .Where(freeze => freeze.Regions.IsEmpty || freeze.Regions.Contains(region.Name, StringComparer.Ordinal))
            .Select(freeze => Close(freeze, region, ofInstance: false))
            .OrderBy(closed => closed.Span.Start),
    ];

    private static ClosedSpan Close(Freeze freeze, Region region, bool ofInstance) =>
        new(freeze, FreezeSpan.SpanOf(freeze, region.Zone), ofInstance);

    private BusinessCalendar CalendarOf(IEnumerable<string> references)
    {
        var found = references.Select(Calendar).OfType<Declared<HolidayCalendar>>().Distinct()
            .OrderBy(calendar => calendar.Key).ToImmutableArray();
        var id = string.Join(' ', found.Select(calendar => calendar.Key.ToString()));
        return _calendars.GetOrAdd(id, _ => BusinessCalendar.Of(_snapshot.Policy.Notice.BusinessDays, found.Select(calendar => calendar.Value.Spec)));
    }
}
