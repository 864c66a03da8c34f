using System.Buffers;
using Reconciler.Api;

namespace Reconciler.Manifests.Binding;

/// <summary>What texts of one format have to look like.</summary>
/// <param name="Rule">The problem that a text of another look is.</param>
/// <param name="Words">What it has to be.</param>
/// <param name="IsValid">Whether a text looks so.</param>
/// <param name="Remedy">How to mend a text that does not; empty where nothing helps.</param>
internal sealed record TextFormat(string Rule, string Words, Func<string, bool> IsValid, Func<string, string> Remedy)
{
    /// <summary>A regular expression that every valid text matches; null: a schema says nothing of it.</summary>
    public string? Pattern { get; private init; }

    /// <summary>The most characters; null: no limit.</summary>
    public int? Longest { get; private init; }

    /// <summary>Whether a valid text may look like a number: <c>15</c>.</summary>
    public bool MayLookLikeNumber { get; private init; }

    private const int LongestName = 63;
    private const int LongestEmail = 254;
    private const int LongestLanguage = 35;
    private static readonly SearchValues<char> NotInEmail = SearchValues.Create(" \t\r\n<>,;:\"()[]\\");
    private static readonly SearchValues<char> NameCharacters = SearchValues.Create("abcdefghijklmnopqrstuvwxyz0123456789-.");

    /// <summary>The format.</summary>
    public static TextFormat Of(ValueFormat format) => format switch
    {
        ValueFormat.TimeZone => new(ReadProblems.BadZone, "a zone of the tz database such as 'Europe/Berlin'", Domain.IsZone, Domain.AdviseZone),
        ValueFormat.Cron => new(ReadProblems.BadCron, "a five-field cron expression such as '0 21 * * 1-5'", Domain.IsCron, Domain.AdviseCron),
        ValueFormat.ReleaseVersion => new(ReadProblems.BadVersion, "a release such as '15SU2' or a build such as '14.0.1.13900-155'", Domain.IsVersion, AdviseVersion) { MayLookLikeNumber = true },
        ValueFormat.Email => new(ReadProblems.BadEmail, "one mail address such as 'noc@example.com'", IsEmail, AdviseEmail) { Pattern = @"^[^@\s]+@[^@\s]+$", Longest = LongestEmail },
        ValueFormat.ObjectName => new(ReadProblems.BadName, "a name of at most 63 lower-case letters, digits, '-' and '.'", IsName, AdviseName) { Pattern = "^[a-z0-9]([a-z0-9.-]{0,61}[a-z0-9])?$", Longest = LongestName },
        ValueFormat.Language => new(ReadProblems.BadLanguage, "a language tag such as 'en' or 'zh-CN'", IsLanguage, AdviseLanguage) { Pattern = "^[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8})*$", Longest = LongestLanguage },
        _ => throw new ArgumentOutOfRangeException(nameof(format), format, "A format without a check."),
    };

    private static bool IsName(string text) =>
        text.Length is > 0 and <= LongestName
        && text.AsSpan().IndexOfAnyExcept(NameCharacters) < 0
        && !text.Contains("..", StringComparison.Ordinal) && !text.Contains(".-", StringComparison.Ordinal) && !text.Contains("-.", StringComparison.Ordinal)
        && char.IsAsciiLetterOrDigit(text[0]) && char.IsAsciiLetterOrDigit(text[^1]);

    private static string AdviseName(string text)
    {
        var parts = text.ToLowerInvariant().Split([' ', '_', '/', ':', '-'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        var name = string.Join('-', parts);
        return name.Length > LongestName ? $"it has {text.Length} characters: shorten it" : IsName(name) ? $"did you mean '{name}'?" : "";
    }

    private static string AdviseVersion(string text) =>
        text.Replace(" ", "", StringComparison.Ordinal).ToUpperInvariant() is var version && Domain.IsVersion(version) ? $"did you mean '{version}'?" : "";

    private static bool IsEmail(string text) =>
        text.Length <= LongestEmail
        && text.IndexOf('@', StringComparison.Ordinal) is > 0 and var at
        && at == text.LastIndexOf('@')
        && text.AsSpan().IndexOfAny(NotInEmail) < 0
        && text.AsSpan(at + 1) is var host
        && host.Length > 0 && host[0] is not ('.' or '-') && host[^1] is not ('.' or '-') && host.IndexOf("..") < 0;

    private static string AdviseEmail(string text)
    {
        var (open, close) = (text.IndexOf('<', StringComparison.Ordinal), text.IndexOf('>', StringComparison.Ordinal));
        return open >= 0 && close > open && IsEmail(text[(open + 1)..close]) ? $"write the address alone: '{text[(open + 1)..close]}'"
            : text.AsSpan().IndexOfAny(",;") >= 0 ? "give each address a contact of its own"
            : "";
    }

    private static bool IsLanguage(string text)
    {
        var parts = text.Split('-');
        return text.Length <= LongestLanguage && parts[0].Length is 2 or 3
            && parts.All(part => part.Length is > 0 and <= 8 && part.All(char.IsAsciiLetterOrDigit))
            && parts[0].All(char.IsAsciiLetter);
    }

    private static string AdviseLanguage(string text) =>
        text.Replace('_', '-') is var tag && tag != text && IsLanguage(tag) ? $"did you mean '{tag}'?" : "";
}
