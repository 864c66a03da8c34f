using System.Collections.Immutable;
using NodaTime;
using Reconciler.Api;

namespace Reconciler.Core.Time;

/// <summary>One window as <c>reconciler windows</c> lists it.</summary>
public sealed record ListedWindow
{
    /// <summary>Region id.</summary>
    public required string Region { get; init; }

    /// <summary>When it opens, included.</summary>
    public required Instant Opens { get; init; }

    /// <summary>When it closes, not included.</summary>
    public required Instant Closes { get; init; }

    /// <summary>The opening on the region's clock, with its offset.</summary>
    public required OffsetDateTime LocalOpens { get; init; }

    /// <summary>The closing on the region's clock, with its offset: another one on the night of a clock change.</summary>
    public required OffsetDateTime LocalCloses { get; init; }

    /// <summary>IANA id of the region's zone.</summary>
    public required string Zone { get; init; }

    /// <summary>Its row of the grid.</summary>
    public required WindowKind Kind { get; init; }

    /// <summary>What keeps changes out of it, wholly or in part: freezes by name, then blackouts by name.</summary>
    public required ImmutableArray<Blockage> Blocked { get; init; }
}

/// <summary>What keeps changes out of a window.</summary>
/// <param name="Rule">Rule id: <c>WIN005</c>.</param>
/// <param name="Reason">
/// Such as <c>freeze year-end, 2026-12-18 to 2027-01-04</c>; where it takes only a part, what is left: <c>; free until Fri 2026-12-18 00:00 EST</c>.
/// </param>
public sealed record Blockage(string Rule, string Reason);

/// <summary>Windows with what blocks them, for people and scripts that look for a date.</summary>
public static class WindowListing
{
    /// <summary>Lists the windows that open in a span.</summary>
    /// <param name="region">Region id.</param>
    /// <param name="windows">The windows of its grid.</param>
    /// <param name="freezes">Freezes of the policy; those of other regions are left aside.</param>
    /// <param name="blackouts">Blackouts of an instance; none for a region.</param>
    /// <param name="from">First opening, included.</param>
    /// <param name="to">End, not included.</param>
    /// <returns>They by opening, lazily.</returns>
    public static IEnumerable<ListedWindow> Between(
        string region, RegionalWindows windows, IEnumerable<Freeze> freezes, IEnumerable<Freeze> blackouts, Instant from, Instant to)
    {
        var closed = Named("freeze", freezes.Where(freeze => FreezeSpan.HoldsFor(freeze, region)), windows.Zone)
            .Concat(Named("blackout", blackouts, windows.Zone))
            .ToImmutableArray();
        return windows.Between(from, to).Select(window => new ListedWindow
        {
            Region = region,
            Opens = window.Opens,
            Closes = window.Closes,
            LocalOpens = window.Opens.InZone(window.Zone).ToOffsetDateTime(),
            LocalCloses = window.Closes.InZone(window.Zone).ToOffsetDateTime(),
            Zone = window.Zone.Id,
            Kind = window.Kind,
            Blocked = [.. closed.Where(span => span.Span.Overlaps(window.Span)).Select(span => span.Block(window))],
        });
    }

    private static IEnumerable<Closed> Named(string what, IEnumerable<Freeze> freezes, DateTimeZone zone) => freezes
        .OrderBy(freeze => freeze.Name, StringComparer.Ordinal)
        .Select(freeze => new Closed(
            $"{what} {freeze.Name}, {FreezeSpan.TextOf(freeze, zone)}{(freeze.Reason is { } reason ? $" ({reason})" : "")}",
            FreezeSpan.SpanOf(freeze, zone)));

    private sealed record Closed(string Text, Interval Span)
    {
        public Blockage Block(Occurrence window)
        {
            var until = window.Opens < Span.Start ? $"until {Describe.Local(Span.Start, window.Zone)}" : null;
            var from = Span.End < window.Closes ? $"from {Describe.Local(Span.End, window.Zone)}" : null;
            var free = string.Join(" and ", new[] { until, from }.OfType<string>());
            return new("WIN005", free.Length == 0 ? Text : $"{Text}; free {free}");
        }
    }
}
