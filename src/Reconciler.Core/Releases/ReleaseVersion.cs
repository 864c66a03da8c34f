using System.Globalization;
using System.Text.RegularExpressions;

namespace Reconciler.Core.Releases;

/// <summary>The ways in which an application states its version.</summary>
public enum VersionForm
{
    /// <summary>What people see: <c>15SU2</c>, <c>12.5(1)SU7a</c>.</summary>
    Release,

    /// <summary>What machines see: <c>14.0.1.13900-155</c>.</summary>
    Build,

    /// <summary>Expressway: <c>X14.3.1</c>.</summary>
    Expressway,
}

/// <summary>
/// A version of an application. Two versions of one form compare by age; which release a build belongs to only a catalogue can tell, so
/// the order of different forms serves sorting and nothing else.
/// </summary>
public readonly partial record struct ReleaseVersion : IComparable<ReleaseVersion>
{
    private const int LongestText = 64;
    private const int Timeout = 1000;

    // Numbers from the left; letters count from a = 1, and what a form does not have is 0.
    private readonly (int Major, int Minor, int Maintenance, int Letter, int Update, int Respin) _parts;

    private ReleaseVersion(VersionForm form, (int Major, int Minor, int Maintenance, int Letter, int Update, int Respin) parts)
    {
        Form = form;
        _parts = parts;
    }

    /// <summary>How it is stated.</summary>
    public VersionForm Form { get; }

    /// <summary>Its train, such as 12.5: the first two numbers.</summary>
    public (int Major, int Minor) Train => (_parts.Major, _parts.Minor);

    /// <summary>Whether it is a service update of its train, such as <c>15SU2</c>.</summary>
    public bool IsServiceUpdate => Form == VersionForm.Release && _parts.Update > 0;

    /// <summary>Whether it is a release that stands for the whole of its train: no service update, no respin.</summary>
    public bool IsFirstOfTrain => Form == VersionForm.Release && _parts is { Letter: 0, Update: 0, Respin: 0 };

    /// <summary>Reads a version.</summary>
    /// <param name="text">Release (<c>14SU3</c>, <c>v15SU2</c>, <c>15.0-SU2</c>, <c>12.5(1)SU7a</c>; case does not matter), build or Expressway version.</param>
    /// <param name="version">The version.</param>
    /// <returns>False for anything else, whatever it is.</returns>
    public static bool TryParse(string? text, out ReleaseVersion version)
    {
        version = default;
        if (text is null or { Length: > LongestText })
        {
            return false;
        }

        if (ReleaseText().Match(text) is { Success: true } release)
        {
            version = OfRelease(release);
        }
        else if (BuildText().Match(text) is { Success: true } build)
        {
            version = new(VersionForm.Build, (Number(build, "a"), Number(build, "b"), Number(build, "c"), 0, Number(build, "d"), Number(build, "e")));
        }
        else if (ExpresswayText().Match(text) is { Success: true } expressway)
        {
            version = new(VersionForm.Expressway, (Number(expressway, "a"), Number(expressway, "b"), Number(expressway, "c"), 0, 0, 0));
        }
        else
        {
            return false;
        }

        return true;
    }

    /// <summary>Whether two releases differ by their letter at most: 14SU2 and 14SU2a are one service update.</summary>
    /// <param name="other">Another version.</param>
    /// <returns>True for the same train and service update.</returns>
    public bool IsSameUpdate(ReleaseVersion other) => (Form, _parts with { Respin = 0 }) == (other.Form, other._parts with { Respin = 0 });

    /// <inheritdoc/>
    public int CompareTo(ReleaseVersion other) => (Form, _parts).CompareTo((other.Form, other._parts));

    /// <summary>The one way to write it: a release without the parts that go without saying (<c>.0(1)</c>), an Expressway version without <c>.0</c>.</summary>
    /// <returns>A text that <see cref="TryParse"/> reads back.</returns>
    public override string ToString()
    {
        var (major, minor, maintenance, letter, update, respin) = _parts;
        return Form switch
        {
            VersionForm.Build => string.Create(CultureInfo.InvariantCulture, $"{major}.{minor}.{maintenance}.{update:00000}-{respin}"),
            VersionForm.Expressway => string.Create(CultureInfo.InvariantCulture, $"X{major}.{minor}{(maintenance > 0 ? $".{maintenance}" : "")}"),
            _ => string.Create(CultureInfo.InvariantCulture, $"{major}{TrainText(minor, maintenance, letter)}{(update > 0 ? $"SU{update}" : "")}{Letter(respin)}"),
        };
    }

    /// <summary>Whether <paramref name="left"/> is older.</summary>
    /// <param name="left">One version.</param>
    /// <param name="right">Another.</param>
    /// <returns>True if it is.</returns>
    public static bool operator <(ReleaseVersion left, ReleaseVersion right) => left.CompareTo(right) < 0;

    /// <summary>Whether <paramref name="left"/> is newer.</summary>
    /// <param name="left">One version.</param>
    /// <param name="right">Another.</param>
    /// <returns>True if it is.</returns>
    public static bool operator >(ReleaseVersion left, ReleaseVersion right) => left.CompareTo(right) > 0;

    /// <summary>Whether <paramref name="left"/> is not newer.</summary>
    /// <param name="left">One version.</param>
    /// <param name="right">Another.</param>
    /// <returns>True if it is not.</returns>
    public static bool operator <=(ReleaseVersion left, ReleaseVersion right) => left.CompareTo(right) <= 0;

    /// <summary>Whether <paramref name="left"/> is not older.</summary>
    /// <param name="left">One version.</param>
    /// <param name="right">Another.</param>
    /// <returns>True if it is not.</returns>
    public static bool operator >=(ReleaseVersion left, ReleaseVersion right) => left.CompareTo(right) >= 0;

    /// <summary>
    /// What the usual numbering makes of a build: fourth part = 10000 + 1000 × SU + 900 + respin. A rule of thumb: it is wrong for some
    /// releases, so it serves only where a catalogue has nothing.
    /// </summary>
    /// <returns>The release; null for anything but a build, and for one that is not numbered so.</returns>
    internal ReleaseVersion? ByRuleOfThumb()
    {
        var (update, rest) = Math.DivRem(_parts.Update - 10000, 1000);
        return Form == VersionForm.Build && update >= 0
            ? new(VersionForm.Release, (_parts.Major, _parts.Minor, _parts.Maintenance, 0, update, update > 0 && rest is > 900 and <= 926 ? rest - 900 : 0))
            : null;
    }

    /// <summary>The release in a match with the groups of <see cref="ReleaseText"/>; a train without maintenance number is its first.</summary>
    internal static ReleaseVersion OfRelease(Match match) => new(
        VersionForm.Release,
        (Number(match, "major"), Number(match, "minor"), match.Groups["maintenance"].Success ? Number(match, "maintenance") : 1,
            Rank(match, "letter"), Number(match, "update"), Rank(match, "respin")));

    private static string TrainText(int minor, int maintenance, int letter) =>
        (minor, maintenance, letter) is (0, 1, 0) ? "" : string.Create(CultureInfo.InvariantCulture, $".{minor}({maintenance}{Letter(letter)})");

    private static string Letter(int rank) => rank > 0 ? $"{(char)('a' + rank - 1)}" : "";

    private static int Number(Match match, string group) =>
        match.Groups[group] is { Success: true } found ? int.Parse(found.ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture) : 0;

    private static int Rank(Match match, string group) =>
        match.Groups[group] is { Success: true } found ? (found.ValueSpan[0] | 0x20) - 'a' + 1 : 0;

    [GeneratedRegex(
        @"\A[vV]?(?<major>[0-9]{1,2})(\.(?<minor>[0-9])(\((?<maintenance>[0-9])(?<letter>[a-zA-Z])?\))?)?([\s-]*[sS][uU](?<update>0?[1-9]|[1-9][0-9])(?<respin>[a-zA-Z])?)?\z",
        RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, Timeout)]
    private static partial Regex ReleaseText();

    [GeneratedRegex(
        @"\A(?<a>[0-9]{1,2})\.(?<b>[0-9])\.(?<c>[0-9])\.(?<d>[0-9]{5})-(?<e>[0-9]{1,4})(\.x86_64)?\z",
        RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, Timeout)]
    private static partial Regex BuildText();

    [GeneratedRegex(
        @"\A[xX](?<a>[0-9]{1,2})\.(?<b>[0-9]{1,2})(\.(?<c>[0-9]{1,2}))?\z",
        RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, Timeout)]
    private static partial Regex ExpresswayText();
}
