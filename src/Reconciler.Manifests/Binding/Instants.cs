using System.Globalization;
using System.Text.RegularExpressions;
using Reconciler.Core.Time;

namespace Reconciler.Manifests.Binding;

/// <summary>
/// Dates and instants as text: ISO dates, and RFC 3339 where the offset is never left out. Only
/// dates of <see cref="KnownYears"/> are read.
/// </summary>
internal static partial class Instants
{
    private static readonly string[] Utc = ["yyyy-MM-dd'T'HH:mm:ss'Z'", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'"];
    private static readonly string[] WithOffset = ["yyyy-MM-dd'T'HH:mm:sszzz", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFzzz"];

    /// <summary>Reads a date; null where the text is none.</summary>
    public static DateOnly? ParseDate(string text) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date) && KnownYears.Contain(date.Year) ? date : null;

    /// <summary>Reads an instant; null where the text is none.</summary>
    public static DateTimeOffset? Parse(string text)
    {
        if (text.Length < 20)
        {
            return null;
        }

        var (formats, styles) = text[^1] == 'Z' ? (Utc, DateTimeStyles.AssumeUniversal) : (WithOffset, DateTimeStyles.None);
        return (text[^1] == 'Z' || (text[^6] is '+' or '-' && text[^3] == ':'))
            && DateTimeOffset.TryParseExact(text, formats, CultureInfo.InvariantCulture, styles, out var instant)
            && KnownYears.Contain(instant.Year)
            ? instant
            : null;
    }

    /// <summary>Writes an instant in UTC; <see cref="Parse"/> reads it back.</summary>
    public static string Format(DateTimeOffset instant) =>
        instant.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'", CultureInfo.InvariantCulture);

    /// <summary>Whether a text that is neither was meant to be an instant.</summary>
    public static bool HasTime(string text) => text.Contains(':', StringComparison.Ordinal);

    /// <summary>Guesses what somebody meant by a text that is no date.</summary>
    public static string AdviseDate(string text) =>
        HasTime(text) ? "write the date alone"
        : DateOnly.TryParseExact(text, ["yyyy-M-d", "yyyy/M/d", "yyyy.M.d", "yyyyMMdd", "d.M.yyyy", "d MMM yyyy", "d MMMM yyyy", "MMMM d, yyyy"], CultureInfo.InvariantCulture, DateTimeStyles.None, out var meant)
            ? KnownYears.Contain(meant.Year) ? $"did you mean '{meant.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)}'?" : KnownYears.Text
        : text is [_, _, _, _, '-', _, _, '-', _, _] ? "there is no such day"
        : "write year, month and day: '2026-12-08'";

    /// <summary>Guesses what somebody meant by a text that is no instant.</summary>
    public static string Advise(string text)
    {
        if (ParseDate(text) is not null)
        {
            return $"add time and offset: '{text}T21:00:00Z' is UTC";
        }

        if (text is not { Length: <= 40 } || Loose().Match(text) is not { Success: true } match)
        {
            return "write date, time and offset: '2026-12-08T21:00:00-05:00', or '2026-12-09T02:00:00Z' for UTC";
        }

        var local = $"{match.Groups["date"]}T{match.Groups["minute"]}{(match.Groups["second"].Success ? match.Groups["second"] : ":00")}";
        var meant = local + (match.Groups["hours"].Success ? $"{match.Groups["hours"]}:{match.Groups["minutes"]}" : "Z");
        return Parse(meant) is null ? int.TryParse(text.AsSpan(0, 4), NumberStyles.None, CultureInfo.InvariantCulture, out var year) && !KnownYears.Contain(year) ? KnownYears.Text : "there is no such day or time"
            : match.Groups["zone"].Success ? $"did you mean '{meant}'?"
            : $"say in which zone: '{local}Z' is UTC, '{local}-05:00' is five hours behind it";
    }

    [GeneratedRegex(@"^(?<date>[0-9]{4}-[0-9]{2}-[0-9]{2})[Tt ](?<minute>[0-9]{2}:[0-9]{2})(?<second>:[0-9]{2})? ?(?<zone>[Zz]|(?<hours>[+-][0-9]{2}):?(?<minutes>[0-9]{2}))?$", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex Loose();
}
