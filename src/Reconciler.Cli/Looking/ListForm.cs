using System.Collections.Immutable;
using System.Text;
using System.Text.Json.Nodes;
using NodaTime;
using Reconciler.Cli.Json;
using Reconciler.Cli.Texts;
using Reconciler.Manifests.Writing;

namespace Reconciler.Cli.Looking;

/// <summary>A list in one of its forms.</summary>
/// <param name="noun">What is listed.</param>
/// <param name="form">One of <see cref="Names"/>.</param>
/// <param name="hasNamespaces">Whether a table tells namespaces.</param>
internal sealed class ListForm(Noun noun, string form, bool hasNamespaces)
{
    /// <summary>A table with more columns.</summary>
    public const string Wide = "wide";

    /// <summary>For scripts.</summary>
    public const string Json = "json";

    /// <summary>The same as YAML.</summary>
    public const string Yaml = "yaml";

    /// <summary>Resources as kubectl names them.</summary>
    public const string Name = "name";

    /// <summary>What <c>-o</c> takes; the first is the default.</summary>
    public static string[] Names { get; } = ["text", Wide, Json, Yaml, Name];

    /// <summary>Whether people read it.</summary>
    public bool IsTable => form is not (Json or Yaml or Name);

    /// <summary>The whole list.</summary>
    /// <param name="lines">The lines.</param>
    /// <param name="now">The instant that it holds for.</param>
    /// <param name="tzdb">The tz database that it goes by; null: no plan was made.</param>
    public string Whole(IReadOnlyList<Line> lines, Instant now, string? tzdb) => form switch
    {
        Json => Output.Of((JsonNode)Document(lines, now, tzdb)),
        Yaml => JsonYaml.Write(Document(lines, now, tzdb)),
        Name => Resources(lines),
        _ => TableOf(lines, null),
    };

    /// <summary>Only what is another than before: rows without headings, objects one a line or one a document.</summary>
    /// <param name="all">All lines; they have a say in the widths of columns.</param>
    /// <param name="changed">Ids of those that are shown.</param>
    public string Part(IReadOnlyList<Line> all, IReadOnlySet<(string, string)> changed)
    {
        Line[] shown = [.. all.Where(line => changed.Contains((line.Namespace, line.Id)))];
        return form switch
        {
            Json => string.Concat(shown.Select(line => Output.Line(line.Json()))),
            Yaml => string.Concat(shown.Select(line => $"---\n{JsonYaml.Write(line.Json())}")),
            Name => Resources(shown),
            _ => TableOf(all, changed),
        };
    }

    /// <summary>A line of something that is there no more.</summary>
    public Line Gone(Line line) => line with
    {
        Cells = line.Cells.SetItem(noun.StateColumn, "Gone"),
        Json = () =>
        {
            var row = line.Json();
            row["gone"] = true;
            return row;
        },
    };

    private JsonObject Document(IEnumerable<Line> lines, Instant now, string? tzdb) => new()
    {
        ["schemaVersion"] = 1,
        ["now"] = Instants.Utc(now),
        ["tool"] = Output.Node(ToolRow.Of(tzdb)),
        [noun.Name] = new JsonArray([.. lines.Select(line => line.Json())]),
    };

    /// <summary>Resources of lines, each once.</summary>
    public static string Resources(IEnumerable<Line> lines) =>
        string.Concat(lines.Select(line => line.Resource).Where(resource => resource.Length > 0).Distinct().Select(resource => resource + "\n"));

    private string TableOf(IReadOnlyList<Line> lines, IReadOnlySet<(string, string)>? shown)
    {
        var (output, isWide) = (new StringBuilder(), form == Wide);
        ImmutableArray<string> headings = [.. hasNamespaces ? ["NAMESPACE"] : Array.Empty<string>(), .. noun.Headings, .. isWide ? noun.More : []];
        var table = new Table([.. headings]);
        foreach (var line in lines)
        {
            table.Add([.. hasNamespaces ? [(Cell)line.Namespace] : Array.Empty<Cell>(), .. line.Cells, .. isWide ? line.More : []]);
        }

        table.WriteTo(output, shown is null ? null : number => number > 0 && shown.Contains((lines[number - 1].Namespace, lines[number - 1].Id)));
        return output.ToString();
    }
}
