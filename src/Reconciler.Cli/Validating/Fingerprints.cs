using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using Reconciler.Core.Policy;

namespace Reconciler.Cli.Validating;

/// <summary>
/// By what a finding is known again: rule, object, field and facts. Neither the line nor what changes because days pass is part of it, so numbers,
/// dates and zones in the message do not count.
/// </summary>
internal static partial class Fingerprints
{
    private const int Digits = 16;

    /// <summary>The fingerprint of a finding.</summary>
    public static string Of(Finding finding) => Hash(FactsOf(finding));

    /// <summary>The fingerprints of all findings of a report.</summary>
    /// <param name="findings">The findings, in an order that does not change.</param>
    /// <returns>Each with its own; of several that say the same, the later ones are numbered.</returns>
    public static IEnumerable<(Finding Finding, string Fingerprint)> Of(IEnumerable<Finding> findings)
    {
        var seen = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var finding in findings)
        {
            var facts = FactsOf(finding);
            var number = seen[facts] = seen.GetValueOrDefault(facts) + 1;
            yield return (finding, Hash(number == 1 ? facts : string.Create(CultureInfo.InvariantCulture, $"{facts}\n{number}")));
        }
    }

    private static string FactsOf(Finding finding)
    {
        var place = finding.Object is { } thing ? $"{thing.Kind}\n{thing.Namespace}\n{thing.Name}" : finding.File;
        return $"{finding.Rule}\n{place}\n{finding.Path}\n{finding.Entry}\n{Passing().Replace(finding.Message, "#")}";
    }

    private static string Hash(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))[..Digits];

    // Such as "Tue 2026-12-08 21:00 EST", "5 business days" or "10".
    [GeneratedRegex(@"((Mon|Tue|Wed|Thu|Fri|Sat|Sun) )?(?<![\w-])\d[\d:.TZ-]*(?![\w-])( \d\d:\d\d)?( [A-Z]{3,5}\b| (business )?(day|hour|change|notice|time)s?\b)?", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Passing();
}
