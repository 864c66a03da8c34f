using System.Globalization;
using System.Text;
using Reconciler.Cli.Texts;
using Reconciler.Core.Policy;

namespace Reconciler.Cli.Explaining;

/// <summary>A rule with its page: what is checked, why, and examples.</summary>
internal static class RulePage
{
    /// <summary>The page of a rule.</summary>
    /// <param name="id">Rule id, in any case.</param>
    /// <returns>Null where there is no such rule.</returns>
    public static string? Find(string id) => RuleTable.Find(id) is { } rule ? Page(rule) : null;

    private static string Page(Rule rule)
    {
        var page = new StringBuilder();
        page.Append(CultureInfo.InvariantCulture, $"{rule.Id}: {rule.Title}\n\n");
        page.Append(CultureInfo.InvariantCulture, $"Severity: {Words.Of(rule.Severity)}. {(rule.Waivable ? "A person may waive it." : "It can not be waived.")} Reads: {rule.Reads}.\n");
        return page.Append(PageOf(rule) is { } text ? text[(text.IndexOf('\n', StringComparison.Ordinal) + 1)..] : "").ToString();
    }

    // The page is kept beside the rule: src/Reconciler.Core/Policy/Rules/ID.md, a resource of the rule's assembly. Its first line is the title.
    private static string? PageOf(Rule rule)
    {
        using var stream = typeof(RuleTable).Assembly.GetManifestResourceStream($"{rule.Id}.md");
        if (stream is null)
        {
            return null;
        }

        using var reader = new StreamReader(stream, Encoding.UTF8);
        return reader.ReadToEnd();
    }
}
