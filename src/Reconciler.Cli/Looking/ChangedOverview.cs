using System.Collections.Immutable;
using Reconciler.Cli.Json;
using Reconciler.Cli.Texts;
using Reconciler.Manifests.Writing;

namespace Reconciler.Cli.Looking;

/// <summary>An overview in one of the forms of lists, and again each time that it becomes another.</summary>
/// <param name="form">One of <see cref="ListForm.Names"/>.</param>
internal sealed class ChangedOverview(string form)
{
    private string? _seen;
    private ImmutableHashSet<string> _seenLines = [];

    /// <summary>What is to be shown after a look; empty: it is as before.</summary>
    public string Of(Overview overview)
    {
        var (isFirst, before, beforeLines) = (_seen is null, _seen, _seenLines);
        Line[] lines = [.. overview.Stuck, .. overview.Errors, .. overview.Coming];
        _seen = Output.Of(StatusDocument.Of(overview).WithoutTime());
        _seenLines = [.. lines.Select(KeyOf)];
        return _seen == before ? "" : form switch
        {
            ListForm.Json => isFirst ? Output.Of(StatusDocument.Of(overview)) : Output.Line(Output.Node(StatusDocument.Of(overview))),
            ListForm.Yaml => (isFirst ? "" : "---\n") + JsonYaml.Write(Output.Node(StatusDocument.Of(overview))),
            ListForm.Name => ListForm.Resources(lines.Where(line => !beforeLines.Contains(KeyOf(line)))),
            _ => (isFirst ? "" : "\n") + new StatusText(form).Of(overview),
        };
    }

    private static string KeyOf(Line line) => Output.Line(line.Json());
}
