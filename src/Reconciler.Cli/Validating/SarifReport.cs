using System.Text.Json.Nodes;
using Reconciler.Cli.Explaining;
using Reconciler.Cli.Json;
using Reconciler.Core.Policy;

namespace Reconciler.Cli.Validating;

/// <summary>SARIF 2.1.0, for code scanning. Rules carry their pages; waived and known findings are there, suppressed.</summary>
internal static class SarifReport
{
    private const string Root = "%SRCROOT%";
    private const string Schema = "https://json.schemastore.org/sarif-2.1.0.json";

    /// <summary>The text of a report.</summary>
    public static string Write(Report report)
    {
        var shown = report.All.Where(reported => reported.Finding.Severity > Severity.Info || reported.Finding.WaivedBy is not null).ToArray();
        string[] rules = [.. shown.Select(reported => reported.Finding.Rule).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
        return Output.Of(new JsonObject
        {
            ["$schema"] = Schema,
            ["version"] = "2.1.0",
            ["runs"] = new JsonArray(new JsonObject
            {
                ["tool"] = new JsonObject
                {
                    ["driver"] = new JsonObject
                    {
                        ["name"] = "Reconciler",
                        ["semanticVersion"] = report.Tool.Version,
                        ["rules"] = new JsonArray([.. rules.Select(Rule)]),
                    },
                },
                ["columnKind"] = "utf16CodeUnits",
                ["automationDetails"] = new JsonObject { ["id"] = "reconciler/validate/" },
                ["results"] = new JsonArray([.. shown.Select(reported => Result(reported, Array.IndexOf(rules, reported.Finding.Rule), report))]),
            }),
        });
    }

    private static JsonObject Rule(string id)
    {
        var rule = RuleTable.Find(id);
        var title = rule?.Title ?? Sentence(id);
        var help = RulePage.Find(id) ?? $"{title}. Each finding says what was found, what was expected, and how to mend it.";
        return new()
        {
            ["id"] = id,
            ["shortDescription"] = new JsonObject { ["text"] = Sentence(title) },
            ["fullDescription"] = new JsonObject { ["text"] = $"{Sentence(title)}." },
            ["help"] = new JsonObject { ["text"] = help, ["markdown"] = help },
            ["defaultConfiguration"] = new JsonObject { ["level"] = LevelOf(rule?.Severity ?? Severity.Error) },
        };
    }

    private static JsonObject Result(Reported reported, int rule, Report report)
    {
        var finding = reported.Finding;
        var result = new JsonObject
        {
            ["ruleId"] = finding.Rule,
            ["ruleIndex"] = rule,
            ["level"] = LevelOf(finding.Severity),
            ["message"] = new JsonObject { ["text"] = finding.Remedy.Length == 0 ? finding.Message : $"{finding.Message}: {finding.Remedy}" },
            ["locations"] = Locations(finding, report),
            ["partialFingerprints"] = new JsonObject { ["reconciler/v1"] = reported.Fingerprint },
        };
        if ((finding.WaivedBy ?? (reported.IsKnown ? "the baseline" : null)) is { } by)
        {
            result["suppressions"] = new JsonArray(new JsonObject { ["kind"] = finding.WaivedBy is null ? "external" : "inSource", ["justification"] = $"by {by}" });
        }

        return result;
    }

    private static JsonArray Locations(Finding finding, Report report)
    {
        if (report.Paths.Of(finding.File, escaped: true) is not { } uri)
        {
            return [];
        }

        var place = new JsonObject { ["artifactLocation"] = new JsonObject { ["uri"] = uri, ["uriBaseId"] = Root } };
        if (finding.Span is { Line: > 0 } span)
        {
            place["region"] = new JsonObject { ["startLine"] = span.Line, ["startColumn"] = span.Column, ["endLine"] = span.EndLine, ["endColumn"] = span.EndColumn };
        }

        return [(JsonNode)new JsonObject { ["physicalLocation"] = place, ["logicalLocations"] = new JsonArray([.. LogicalLocation(finding)]) }];
    }

    private static IEnumerable<JsonNode> LogicalLocation(Finding finding)
    {
        if (finding.Object is { } thing)
        {
            yield return new JsonObject { ["fullyQualifiedName"] = $"{thing.Kind}/{thing.Namespace}/{thing.Name}{(finding.Path.Length == 0 ? "" : $"/{finding.Path}")}", ["kind"] = "object" };
        }
    }

    private static string LevelOf(Severity severity) => severity switch { Severity.Error => "error", Severity.Warning => "warning", _ => "note" };

    // A reason such as UnknownField, in words.
    private static string Sentence(string text)
    {
        var words = text.Contains(' ', StringComparison.Ordinal) ? text : string.Concat(text.Select((letter, index) => index > 0 && char.IsUpper(letter) ? $" {char.ToLowerInvariant(letter)}" : $"{letter}"));
        return char.ToUpperInvariant(words[0]) + words[1..];
    }
}
