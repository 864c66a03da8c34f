using System.Collections.Frozen;
using NodaTime;
using NodaTime.TimeZones;

namespace Reconciler.Core.Time;

/// <summary>Zones by IANA id, from the tz database that is compiled in: never the machine's, so everyone reads the same clocks.</summary>
public static class IanaZones
{
    private static readonly FrozenSet<string> Ids = DateTimeZoneProviders.Tzdb.Ids.ToFrozenSet(StringComparer.Ordinal);

    /// <summary>Version of the tz database, such as <c>2026a</c>; part of every plan.</summary>
    public static string Version { get; } = TzdbDateTimeZoneSource.Default.TzdbVersion;

    /// <summary>Looks a zone up.</summary>
    /// <param name="id">An id such as <c>Europe/Berlin</c>, case-sensitive; old names (<c>Australia/ACT</c>) are known too.</param>
    /// <returns>The zone, or null where there is none of that id. Fixed offsets (<c>UTC+05</c>) are no IANA ids.</returns>
    public static DateTimeZone? TryGet(string? id) =>
        id is not null && Ids.Contains(id) ? DateTimeZoneProviders.Tzdb[id] : null;

    /// <summary>Looks a zone up that was good when it was written down.</summary>
    /// <param name="id">Its id.</param>
    /// <returns>The zone; UTC where there is none of that id any more.</returns>
    public static DateTimeZone OrUtc(string? id) => TryGet(id) ?? DateTimeZone.Utc;
}
