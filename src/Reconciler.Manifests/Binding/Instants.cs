using System.Globalization;

namespace Reconciler.Manifests.Binding;

/// <summary>Dates and instants as text: ISO dates, and RFC 3339 where the offset is never left out.</summary>
internal static class Instants
{
    private static readonly string[] Utc = ["yyyy-MM-dd'T'HH:mm:ss'Z'", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'"];
    private static readonly string[] WithOffset = ["yyyy-MM-dd'T'HH:mm:sszzz", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFzzz"];

    /// <summary>Reads a date; null where the text is none.</summary>
    public static DateOnly? ParseDate(string text) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date) ? date : null;

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
            ? instant
            : null;
    }

    /// <summary>Writes an instant in UTC; <see cref="Parse"/> reads it back.</summary>
    public static string Format(DateTimeOffset instant) =>
        instant.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'", CultureInfo.InvariantCulture);

    /// <summary>Whether a text that is neither was meant to be an instant.</summary>
    public static bool HasTime(string text) => text.Contains(':', StringComparison.Ordinal);

    /// <summary>Guesses what somebody meant by a text that is no date.</summary>
    public static string AdviseDate(string text)
    {
        if (HasTime(text))
        {
            return "write the date alone";
        }

        return "write year, month and day: '2026-12-08'";
    }

    /// <summary>Guesses what somebody meant by a text that is no instant.</summary>
    public static string Advise(string text)
    {
        if (ParseDate(text) is not null)
        {
            return $"add time and offset: '{text}T21:00:00Z' is UTC";
        }

        if (Parse(text + "Z") is not null)
        {
            return $"say in which zone: '{text}Z' is UTC, '{text}-05:00' is five hours behind it";
        }

        return "write date, time and offset: '2026-12-08T21:00:00-05:00', or '2026-12-09T02:00:00Z' for UTC";
    }
}
