using System.Globalization;

namespace Reconciler.Api;

/// <summary>
/// Either a local date of the region (a window date: its opening; a freeze bound: its midnight) or an exact instant.
/// Written <c>2026-12-08</c> or <c>2026-12-08T21:00:00-05:00</c>.
/// </summary>
public readonly record struct DateOrInstant
{
    /// <summary>A local date of the region.</summary>
    /// <param name="date">The date.</param>
    public DateOrInstant(DateOnly date) => Date = date;

    /// <summary>An exact instant.</summary>
    /// <param name="instant">The instant, with the offset it was written with.</param>
    public DateOrInstant(DateTimeOffset instant) => Instant = instant;

    /// <summary>The date, or null when an instant was given.</summary>
    public DateOnly? Date { get; }

    /// <summary>The instant, or null when a date was given.</summary>
    public DateTimeOffset? Instant { get; }

    /// <summary>The form that people write.</summary>
    /// <returns>An ISO date, or RFC 3339 with the offset that was given.</returns>
    public override string ToString() =>
        Date is { } date ? date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)
        : Instant is { Offset.Ticks: 0 } utc ? utc.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture)
        : Instant?.ToString("yyyy-MM-dd'T'HH:mm:sszzz", CultureInfo.InvariantCulture) ?? "";
}
