using System.Globalization;
using Reconciler.Core.Time;

namespace Reconciler.Manifests.Binding;

/// <summary>Durations as people write them: <c>7d</c>, <c>4h30m</c>, <c>1h30m15s</c>. Days, hours, minutes, seconds, each at most once and in this order.</summary>
internal static class Durations
{
    private static readonly (char Unit, TimeSpan Length)[] Units =
    [
        ('d', TimeSpan.FromDays(1)),
        ('h', TimeSpan.FromHours(1)),
        ('m', TimeSpan.FromMinutes(1)),
        ('s', TimeSpan.FromSeconds(1)),
    ];

    /// <summary>Reads a duration; null where the text is none, or longer than ten thousand years.</summary>
    public static TimeSpan? Parse(ReadOnlySpan<char> text)
    {
        const int MostDigits = 7;
        var (sum, next) = (TimeSpan.Zero, 0);
        while (!text.IsEmpty)
        {
            var digits = text.IndexOfAnyExceptInRange('0', '9');
            if (digits is <= 0 or > MostDigits)
            {
                return null;
            }

            var unit = IndexOf(text[digits], next);
            if (unit < 0)
            {
                return null;
            }

            sum += Units[unit].Length * int.Parse(text[..digits], NumberStyles.None, CultureInfo.InvariantCulture);
            next = unit + 1;
            text = text[(digits + 1)..];
        }

        return next == 0 ? null : sum;
    }

    private static int IndexOf(char unit, int from) => Array.FindIndex(Units, from, known => known.Unit == unit);

    /// <summary>Guesses what somebody meant: ISO 8601, a number without unit, words.</summary>
    public static string Advise(string text)
    {
        if (text.Length > 0 && text.AsSpan().IndexOfAnyExceptInRange('0', '9') < 0)
        {
            return $"give it a unit: '{text}m' are minutes, '{text}h' hours, '{text}d' days";
        }

        var meant = new string([.. text.ToLowerInvariant().Where(character => !char.IsWhiteSpace(character) && character is not ('p' or 't'))]);
        foreach (var (word, unit) in new[] { ("days", "d"), ("day", "d"), ("hours", "h"), ("hour", "h"), ("hrs", "h"), ("minutes", "m"), ("minute", "m"), ("mins", "m"), ("min", "m"), ("seconds", "s"), ("second", "s"), ("secs", "s"), ("sec", "s"), ("and", "") })
        {
            meant = meant.Replace(word, unit, StringComparison.Ordinal);
        }

        return Parse(meant) is { } duration ? $"did you mean '{Describe.Duration(duration)}'?" : "write days, hours, minutes and seconds in this order: '1d', '4h30m', '90s'";
    }
}
