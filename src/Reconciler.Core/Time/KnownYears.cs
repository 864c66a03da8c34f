namespace Reconciler.Core.Time;

/// <summary>
/// The years that dates of people may lie in. A century before the last year of which windows are known: whoever counts days, weeks or windows
/// on from such a date never leaves the calendar.
/// </summary>
public static class KnownYears
{
    /// <summary>The first one.</summary>
    public const int First = 1900;

    /// <summary>The last one.</summary>
    public const int Last = 2399;

    /// <summary>What people are told of another year.</summary>
    public static string Text { get; } = $"years from {First} to {Last} are known";

    /// <summary>Whether a year is one of them.</summary>
    /// <param name="year">A year.</param>
    /// <returns>True if it is.</returns>
    public static bool Contain(int year) => year is >= First and <= Last;
}
