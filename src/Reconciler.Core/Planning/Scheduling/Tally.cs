using Reconciler.Core.Policy;
using Reconciler.Core.Policy.Rules;

namespace Reconciler.Core.Planning.Scheduling;

/// <summary>Counts why places were refused, so that a finding can say why there is none, grouped by reason.</summary>
internal sealed class Tally
{
    private const int MostReasons = 4;
    private readonly Dictionary<(string Rule, string Why), int> _counts = [];

    /// <summary>Counts one refused place.</summary>
    /// <param name="rule">The rule that refused it; null: none of the table.</param>
    /// <param name="why">In a few words, the same for all that are to be counted together.</param>
    public void Add(Rule? rule, string why)
    {
        var key = (rule?.Id ?? "", why);
        _counts[key] = _counts.GetValueOrDefault(key) + 1;
    }

    /// <summary>The reasons, the most frequent first.</summary>
    /// <returns>Such as <c>12 × freeze year-end, 2026-12-18 to 2027-01-04 (WIN005)</c>.</returns>
    public override string ToString() =>
        _counts.Count == 0 ? "no window opens in that time" : string.Join("; ", _counts
            .OrderByDescending(pair => pair.Value)
            .ThenBy(pair => pair.Key.Rule, StringComparer.Ordinal)
            .ThenBy(pair => pair.Key.Why, StringComparer.Ordinal)
            .Take(MostReasons)
            .Select(pair => $"{Words.Count(pair.Value, "place")}: {pair.Key.Why}{(pair.Key.Rule.Length == 0 ? "" : $" ({pair.Key.Rule})")}"));
}
