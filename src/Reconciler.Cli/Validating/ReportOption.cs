using System.CommandLine;
using System.CommandLine.Parsing;

namespace Reconciler.Cli.Validating;

/// <summary>The option <c>-o FORMAT[=FILE]</c>, given once for each report.</summary>
internal sealed class ReportOption
{
    /// <summary>The option.</summary>
    public Option<(ReportFormat Format, string? File)[]> Option { get; } = new("--output", "-o")
    {
        Description = "A report, to a file or to standard output; may be given several times",
        HelpName = $"{string.Join('|', ReportFormat.All.Select(format => format.Name))}[=FILE]",
        Arity = ArgumentArity.OneOrMore,
        CustomParser = Parse,
        DefaultValueFactory = _ => [(ReportFormat.All[0], null)],
    };

    private static (ReportFormat Format, string? File)[] Parse(ArgumentResult words)
    {
        var reports = new List<(ReportFormat Format, string? File)>();
        foreach (var text in words.Tokens.Select(token => token.Value))
        {
            var parts = text.Split('=', 2);
            var format = ReportFormat.All.FirstOrDefault(known => known.Name == parts[0]);
            if (format is null)
            {
                words.AddError($"there is no format '{parts[0]}'; there are {string.Join(", ", ReportFormat.All.Select(known => known.Name))}");
                return [];
            }

            reports.Add((format, parts is [_, { Length: > 0 } file] ? file : null));
        }

        if (reports.Count(report => report.File is null) > 1)
        {
            words.AddError("only one report can go to standard output: name a file for the others, such as -o sarif=out.sarif");
        }

        return [.. reports];
    }
}
