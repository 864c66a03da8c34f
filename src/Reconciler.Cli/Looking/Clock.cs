using NodaTime;
using NodaTime.Text;
using Reconciler.Cli.Texts;
using Reconciler.Core.Time;

namespace Reconciler.Cli.Looking;

/// <summary>Instants in tables: on the clock of the region, and beside it in UTC.</summary>
internal static class Clock
{
    /// <summary>The headings of both cells.</summary>
    public static string Heading(string what) => $"{what} (LOCAL)";

    private static readonly LocalDateTimePattern Short = LocalDateTimePattern.CreateWithInvariantCulture("MM-dd HH:mm");

    /// <summary>On the clock of a zone.</summary>
    public static string Local(Instant? instant, DateTimeZone zone) => instant is { } value ? Describe.Local(value, zone) : Words.Nothing;

    /// <summary>Where a change stands in a list: what lies ahead by when it comes, what is over the last first, and in the end what has no start.</summary>
    public static long Order(Instant? start, bool isOver) => start is not { } at ? long.MaxValue : isOver ? -at.ToUnixTimeSeconds() : at.ToUnixTimeSeconds();

    /// <summary>In UTC, without the year: the local time beside it has it.</summary>
    public static string Utc(Instant? instant) => instant is { } value ? Short.Format(value.InUtc().LocalDateTime) : Words.Nothing;
}
