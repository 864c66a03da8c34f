using System.Globalization;
using System.Text;
using Reconciler.Core.Policy;

namespace Reconciler.Manifests.Tests;

/// <summary>What people see of the problems of a fleet: place, problem, the line with its mark, and the remedy.</summary>
internal static class Shown
{
    /// <summary>Every problem, and what was read all the same.</summary>
    public static string Of(Fleet fleet)
    {
        var text = new StringBuilder();
        foreach (var problem in fleet.Problems)
        {
            Write(problem, fleet, text);
        }

        return text.Append(CultureInfo.InvariantCulture, $"files {fleet.Files}, objects {fleet.Objects}, unreadable {fleet.Unreadable.Length}, skipped {fleet.Skipped}\n").ToString();
    }

    private static void Write(Finding problem, Fleet fleet, StringBuilder text)
    {
        var place = problem.Span.Line == 0 ? problem.File : string.Create(CultureInfo.InvariantCulture, $"{problem.File}:{problem.Span.Line}:{problem.Span.Column}");
        text.Append(CultureInfo.InvariantCulture, $"{place}: {problem.Severity.ToString().ToLowerInvariant()} {problem.Rule}: {problem.Message}\n");
        if (fleet.LineOf(problem.File, problem.Span.Line) is { } line)
        {
            var end = problem.Span.EndLine == problem.Span.Line ? problem.Span.EndColumn : line.Length + 1;
            text.Append("  | ").Append(Cut(line.Replace('\t', '→'))).Append('\n')
                .Append("  | ").Append(Cut(new string(' ', problem.Span.Column - 1) + new string('^', Math.Max(1, end - problem.Span.Column)))).Append('\n');
        }

        text.Append(problem.Remedy.Length == 0 ? "" : $"  = {problem.Remedy}\n").Append('\n');
    }

    private static string Cut(string line) => line.Length <= 120 ? line : line[..119] + "…";
}
