using System.Collections.Immutable;
using System.Globalization;
using System.Text.RegularExpressions;
using Reconciler.Core.Time;

namespace Reconciler.Core.Policy;

/// <summary>A person's word that a rule may be broken for a while, written on the object (design: <i>Waiver</i>).</summary>
/// <param name="Rule">Rule id.</param>
/// <param name="Until">Last local date of the region on which it holds.</param>
/// <param name="By">Who answers for it.</param>
/// <param name="Reason">Why.</param>
public sealed partial record Waiver(string Rule, DateOnly Until, string By, string Reason)
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
        var (head, reason) = $" {line}".IndexOf(" reason=", StringComparison.Ordinal) is var at and >= 0
            ? (line[..at], line[(at + "reason=".Length)..].Trim())
            : (line, "");
        var words = head.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var rule = words.FirstOrDefault("");
        var (until, by) = (ValueOf(words, "until="), ValueOf(words, "by="));
        var date = default(DateOnly);
        problem = !RuleId().IsMatch(rule) ? "it begins with no rule id such as WIN005"
            : until is null ? "it has no until=DATE"
            : !DateOnly.TryParseExact(until, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out date) ? $"until={until} is no date such as 2027-01-31"
            : !KnownYears.Contain(date.Year) ? $"until={until} is no end: {KnownYears.Text}"
            : string.IsNullOrEmpty(by) ? "it has no by=NAME"
            : reason.Length == 0 ? "it has no reason=…, which comes last"
            : words.Skip(1).FirstOrDefault(word => !IsOf(word, "until=") && !IsOf(word, "by=")) is { } unknown ? $"'{unknown}' is none of until=, by=, reason="
            : words.Count(word => IsOf(word, "until=")) > 1 ? "until= is given twice"
            : words.Length > 3 ? "by= is given twice"
            : "";
        return problem.Length == 0 ? new(rule, date, by!, reason) : null;
    }

    private static string? ValueOf(string[] words, string key) => words.FirstOrDefault(word => IsOf(word, key))?[key.Length..];

    private static bool IsOf(string word, string key) => word.StartsWith(key, StringComparison.Ordinal);

    [GeneratedRegex("^[A-Z]{3}[0-9]{3}$", RegexOptions.NonBacktracking)]
    private static partial Regex RuleId();
}
