using System.Text.Json.Nodes;
using Reconciler.Cli.Json;
using Reconciler.Core.Policy;

namespace Reconciler.Cli.Validating;

/// <summary>GitLab's code quality report. It shows places only, so a finding without a file is put on the fleet's first line.</summary>
internal static class GitlabReport
{
    /// <summary>The text of a report.</summary>
    public static string Write(Report report) => Output.Of(new JsonArray([.. report.Problems.Select(reported => Issue(reported, report))]));

    private static JsonObject Issue(Reported reported, Report report) => new()
    {
        ["description"] = reported.Finding.Remedy.Length == 0 ? reported.Finding.Message : $"{reported.Finding.Message}: {reported.Finding.Remedy}",
        ["check_name"] = reported.Finding.Rule,
        ["fingerprint"] = reported.Fingerprint,
        ["severity"] = reported.Severity == Severity.Error ? "major" : "minor",
        ["location"] = new JsonObject
        {
            ["path"] = report.Paths.Of(reported.Finding.File) ?? ".",
            ["lines"] = new JsonObject { ["begin"] = Math.Max(1, reported.Finding.Span.Line), ["end"] = Math.Max(1, reported.Finding.Span.EndLine) },
        },
    };
}
