using NodaTime;

namespace Reconciler.Cli.Looking;

/// <summary>A list that goes on: first all of it, then what becomes another.</summary>
/// <param name="formOf">The form, by the first list.</param>
internal sealed class ChangedLines(Func<IReadOnlyList<Line>, ListForm> formOf)
{
    private ListForm? _form;
    private Dictionary<(string Namespace, string Id), (Line Line, string Shown)> _seen = [];

    /// <summary>What is to be shown after a look; empty: nothing became another.</summary>
    /// <param name="lines">The lines that are wanted.</param>
    /// <param name="now">The instant that they hold for.</param>
    /// <param name="tzdb">The tz database that they go by; null: no plan was made.</param>
    public string Of(IReadOnlyList<Line> lines, Instant now, string? tzdb)
    {
        var before = _seen;
        _seen = [];
        foreach (var line in lines)
        {
            _seen[(line.Namespace, line.Id)] = (line, Json.Output.Line(line.Json()) + string.Join('\t', line.Cells.Select(cell => cell.Text)));
        }

        if (_form is null)
        {
            _form = formOf(lines);
            return _form.Whole(lines, now, tzdb);
        }

        Line[] gone = [.. before.Where(each => !_seen.ContainsKey(each.Key)).Select(each => _form.Gone(each.Value.Line))];
        var changed = _seen.Where(each => !before.TryGetValue(each.Key, out var old) || old.Shown != each.Value.Shown).Select(each => each.Key)
            .Concat(gone.Select(line => (line.Namespace, line.Id))).ToHashSet();
        return _form.Part([.. lines, .. gone], changed);
    }
}
