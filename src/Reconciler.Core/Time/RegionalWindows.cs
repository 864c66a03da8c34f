using System.Collections.Concurrent;
using NodaTime;
using Reconciler.Api;

namespace Reconciler.Core.Time;

/// <summary>
/// The maintenance windows of one grid (policy, section 1), from 1900 to 2499. Wall-clock times: on the night of a clock change a window
/// lasts an hour more or less and never moves. Immutable to the outside and thread-safe; years are worked out once, when first asked for.
/// </summary>
public sealed class RegionalWindows
{
    private const int FirstYear = 1900;
    private const int LastYear = 2499;

    private readonly ConcurrentDictionary<int, Year> _years = new();
    private readonly WindowGrid _grid;

    /// <summary>The windows of a grid.</summary>
    /// <param name="grid">The grid.</param>
    /// <exception cref="ArgumentException">Its zone is no IANA zone, or a cron of it can not be read.</exception>
    public RegionalWindows(WindowGrid grid)
    {
        Zone = IanaZones.TryGet(grid.Zone) ?? throw new ArgumentException($"Grid {grid.Name}: no IANA zone is called '{grid.Zone}'.", nameof(grid));
        foreach (var rule in (WindowRule[])[grid.Weekday, grid.Weekend])
        {
            if (!CronSchedule.IsValid(rule.Opens, out var problem))
            {
                throw new ArgumentException($"Grid {grid.Name}: '{rule.Opens}': {problem}", nameof(grid));
            }
        }

        _grid = grid;
    }

    /// <summary>The zone on whose clock windows open and close.</summary>
    public DateTimeZone Zone { get; }

    /// <summary>The window that is open.</summary>
    /// <param name="instant">When.</param>
    /// <returns>It, or null; where a weekday and a weekend window overlap, the weekday one; of several of a kind, the last that opened.</returns>
    public Occurrence? At(Instant instant) => At(instant, WindowKind.Weekday) ?? At(instant, WindowKind.Weekend);

    /// <summary>The window that opens on a date.</summary>
    /// <param name="date">A local date of the zone.</param>
    /// <returns>The first that does, or null.</returns>
    public Occurrence? On(LocalDate date)
    {
        foreach (var window in From(WallClock.StartOf(date, Zone)))
        {
            if (window.Date >= date)
            {
                return window.Date == date ? window : null;
            }
        }

        return null;
    }

    /// <summary>The windows from an instant on.</summary>
    /// <param name="instant">First opening, included.</param>
    /// <returns>They by opening, lazily; starting in the middle costs no more than starting at the front.</returns>
    public IEnumerable<Occurrence> From(Instant instant)
    {
        for (var year = YearOf(instant); year <= LastYear; year++)
        {
            var windows = In(year).All;
            for (var i = CountBefore(windows, instant); i < windows.Length; i++)
            {
                yield return windows[i];
            }
        }
    }

    /// <summary>The windows that open in a span.</summary>
    /// <param name="from">First opening, included.</param>
    /// <param name="to">End, not included.</param>
    /// <returns>They by opening, lazily.</returns>
    public IEnumerable<Occurrence> Between(Instant from, Instant to) => From(from).TakeWhile(window => window.Opens < to);

    // Of one kind, a later opening never closes earlier: only the last one can be open.
    private Occurrence? At(Instant instant, WindowKind kind)
    {
        var year = YearOf(instant);
        var windows = In(year).Of(kind);
        var started = CountBefore(windows, instant);
        while (started < windows.Length && windows[started].Opens == instant)
        {
            started++;
        }

        var last = started > 0 ? windows[started - 1] : In(year - 1).Of(kind).LastOrDefault();
        return last is not null && last.Opens <= instant && instant < last.Closes ? last : null;
    }

    private Year In(int year) => _years.GetOrAdd(year, static (year, self) => self.Make(year), this);

    private Year Make(int year)
    {
        Occurrence[] weekday = [.. Openings.In(year, _grid.Weekday, WindowKind.Weekday, Zone)];
        Occurrence[] weekend = [.. Openings.In(year, _grid.Weekend, WindowKind.Weekend, Zone)];
        return new([.. weekday.Concat(weekend).OrderBy(window => window.Opens)], weekday, weekend);
    }

    private static int YearOf(Instant instant) => Math.Clamp(instant.InUtc().Year, FirstYear, LastYear);

    private static int CountBefore(Occurrence[] windows, Instant instant)
    {
        var (low, high) = (0, windows.Length);
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = windows[middle].Opens < instant ? (middle + 1, high) : (low, middle);
        }

        return low;
    }

    // By UTC year of the opening, so that years follow each other without a seam whatever the zone does.
    private sealed record Year(Occurrence[] All, Occurrence[] Weekday, Occurrence[] Weekend)
    {
        public Occurrence[] Of(WindowKind kind) => kind is WindowKind.Weekday ? Weekday : Weekend;
    }
}
