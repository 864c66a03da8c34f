using System.Globalization;
using System.Text.RegularExpressions;
using Reconciler.Core.Time;

namespace Reconciler.Manifests.Binding;

/// <summary>Durations as people write them: <c>7d</c>, <c>4h30m</c>, <c>1h30m15s</c>. Days, hours, minutes, seconds, each at most once and in this order.</summary>
public static partial class Durations
{
    private static readonly (char Unit, TimeSpan Length)[] Units =
    [
        ('d', TimeSpan.FromDays(1)),
        ('h', TimeSpan.FromHours(1)),
        ('m', TimeSpan.FromMinutes(1)),
        ('s', TimeSpan.FromSeconds(1)),
    ];

    /// <summary>Reads a duration.</summary>
    /// <param name="text">Any text.</param>
    /// <returns>Null where the text is none, or longer than ten thousand years.</returns>
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

    /// <summary>Guesses what somebody meant: a number without unit, ISO 8601, a clock, words, fractions, another order.</summary>
    /// <param name="text">A text that is no duration.</param>
    /// <returns>Advice, as a part of a sentence.</returns>
    public static string Advise(string text)
    {
        if (text.Length > 0 && text.AsSpan().IndexOfAnyExceptInRange('0', '9') < 0)
        {
            return $"give it a unit: '{Found.Shorten(text)}m' are minutes, '{Found.Shorten(text)}h' hours, '{Found.Shorten(text)}d' days";
        }

        return Guess(text) is { } duration && duration > TimeSpan.Zero
            ? $"did you mean '{Describe.Duration(duration)}'?"
            : "write days, hours, minutes and seconds in this order: '1d', '4h30m', '90s'";
    }

    private static TimeSpan? Guess(string text)
    {
        const int Longest = 40;
        if (text.Length > Longest || !Loose().IsMatch(text))
        {
            return TimeSpan.TryParseExact(text, ["h\\:mm", "hh\\:mm", "h\\:mm\\:ss", "hh\\:mm\\:ss"], CultureInfo.InvariantCulture, out var clock) ? clock : null;
        }

        var seconds = Part().Matches(text).Sum(part =>
            Array.Find(Units, known => known.Unit == char.ToLowerInvariant(part.Groups["unit"].ValueSpan[0])).Length.TotalSeconds
            * double.Parse(part.Groups["count"].ValueSpan, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture));
        return TimeSpan.FromSeconds(Math.Round(seconds));
    }

    [GeneratedRegex(@"^P?T?(\s*[0-9]{1,6}(\.[0-9]{1,3})?\s*(d(ays?)?|h(ours?|rs?)?|m(inutes?|ins?)?|s(econds?|ecs?)?)(\s*,|\s+and\b|T)?)+$", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex Loose();

    [GeneratedRegex(@"(?<count>[0-9.]+)\s*(?<unit>[dhms])", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex Part();
}
