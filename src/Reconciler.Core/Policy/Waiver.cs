using System.Collections.Immutable;
using System.Globalization;

namespace Reconciler.Core.Policy;

/// <summary>A person's word that a rule may be broken for a while, written on the object (design: <i>Waiver</i>).</summary>
/// <param name="Rule">Rule id.</param>
/// <param name="Until">Last local date of the region on which it holds.</param>
/// <param name="By">Who answers for it.</param>
/// <param name="Reason">Why.</param>
public sealed record Waiver(string Rule, DateOnly Until, string By, string Reason)
{
    /// <summary>Reads the waivers of an annotation, one per line: <c>WIN005 until=2027-01-31 by=jane reason=…</c>.</summary>
    /// <param name="text">Text of the annotation.</param>
    /// <returns>The waivers, and for each line that is none, why.</returns>
    public static (ImmutableArray<Waiver> Waivers, ImmutableArray<string> Problems) Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var waivers = ImmutableArray.CreateBuilder<Waiver>();
        var problems = ImmutableArray.CreateBuilder<string>();
        foreach (var line in text.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            if (ParseLine(line, out var problem) is { } waiver)
            {
                waivers.Add(waiver);
            }
            else
            {
                problems.Add($"waiver '{line}' is not read: {problem}");
            }
        }

        return (waivers.ToImmutable(), problems.ToImmutable());
    }

    private static Waiver? ParseLine(string line, out string problem)
    {
        var (head, reason) = line.IndexOf(" reason=", StringComparison.Ordinal) is var at and >= 0
            ? (line[..at], line[(at + " reason=".Length)..].Trim())
            : (line, "");
        var words = head.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var until = ValueOf(words, "until=");
        var by = ValueOf(words, "by=");
        var date = default(DateOnly);
        problem = until is null ? "it has no until=DATE"
            : !DateOnly.TryParseExact(until, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out date) ? $"until={until} is no date such as 2027-01-31"
            : string.IsNullOrEmpty(by) ? "it has no by=NAME"
            : reason.Length == 0 ? "it has no reason=…, which comes last"
            : words.Length > 3 ? $"'{words.Skip(1).First(word => !word.StartsWith("until=", StringComparison.Ordinal) && !word.StartsWith("by=", StringComparison.Ordinal))}' is none of until=, by=, reason="
            : "";
        return problem.Length == 0 ? new(words[0], date, by!, reason) : null;
    }

    private static string? ValueOf(string[] words, string key) =>
        words.FirstOrDefault(word => word.StartsWith(key, StringComparison.Ordinal))?[key.Length..];
}
