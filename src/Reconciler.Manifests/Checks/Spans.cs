using Reconciler.Api;

namespace Reconciler.Manifests.Checks;

/// <summary>Order of dates and instants as far as it holds in every zone.</summary>
internal static class Spans
{
    private static readonly TimeSpan FurthestAhead = TimeSpan.FromHours(14);
    private static readonly TimeSpan FurthestBehind = TimeSpan.FromHours(12);

    /// <summary>Reports a freeze or blackout that ends before it begins.</summary>
    public static void RequireOrder(Freeze freeze, string path, Report report)
    {
        if (!CanFollow(freeze.From, freeze.To) || freeze.From == freeze.To)
        {
            report(ReadProblems.Contradiction, path + ".to", $"'{path}.to' is {freeze.To}, not after 'from', {freeze.From}", "'to' is the first date or instant that is free again");
        }
    }

    /// <summary>Reports a latest end before the earliest start.</summary>
    public static void RequireOrder(DateOrInstant? from, string fromName, DateOrInstant? to, string toName, Report report)
    {
        if (from is { } first && to is { } last && !CanFollow(first, last))
        {
            report(ReadProblems.Contradiction, "spec." + toName, $"'spec.{toName}' is {last}, before '{fromName}', {first}", "swap or mend them");
        }
    }

    /// <summary>Reports an instant before the one that it follows.</summary>
    public static void RequireOrder(DateTimeOffset from, DateTimeOffset? to, string fromName, string path, Report report)
    {
        if (to is { } last && last < from)
        {
            report(ReadProblems.Contradiction, path, $"'{path}' is {last:yyyy-MM-dd'T'HH:mm:sszzz}, before '{fromName}', {from:yyyy-MM-dd'T'HH:mm:sszzz}", "swap or mend them");
        }
    }

    /// <summary>Whether <paramref name="last"/> can be at or after <paramref name="first"/> in some zone.</summary>
    private static bool CanFollow(DateOrInstant first, DateOrInstant last) => (first, last) switch
    {
        ({ Date: { } from }, { Date: { } to }) => from <= to,
        ({ Instant: { } from }, { Instant: { } to }) => from <= to,
        ({ Date: { } from }, { Instant: { } to }) => from == DateOnly.MinValue || Midnight(from) - FurthestAhead <= to,
        ({ Instant: { } from }, { Date: { } to }) => to >= DateOnly.MaxValue.AddDays(-1) || from <= Midnight(to.AddDays(1)) + FurthestBehind,
        _ => true,
    };

    private static DateTimeOffset Midnight(DateOnly date) => new(date, TimeOnly.MinValue, TimeSpan.Zero);
}
