using System.Text;

namespace Reconciler.Cli.Texts;

/// <summary>Rows of words in columns that stand under each other, as <c>kubectl get</c> prints them.</summary>
/// <param name="headings">A heading for each column.</param>
internal sealed class Table(params string[] headings)
{
    private const string Gap = "   ";

    private readonly List<Cell[]> _rows = [[.. headings.Select(heading => new Cell(heading, null))]];

    /// <summary>Adds a row.</summary>
    /// <param name="cells">A cell for each column.</param>
    public void Add(params Cell[] cells) => _rows.Add([.. cells.Select(cell => cell with { Text = Plain.Line(cell.Text) })]);

    /// <summary>Writes the table.</summary>
    /// <param name="output">Takes a line for each row.</param>
    /// <param name="isWritten">Whether a row is written, by its number, 0 for the headings; all have a say in the widths. Null: all are.</param>
    public void WriteTo(StringBuilder output, Func<int, bool>? isWritten = null)
    {
        var widths = Enumerable.Range(0, headings.Length).Select(column => _rows.Max(row => DisplayWidth.Of(row[column].Text))).ToArray();
        foreach (var row in _rows.Where((_, number) => isWritten?.Invoke(number) ?? true))
        {
            var last = Array.FindLastIndex(row, cell => cell.Text.Length > 0);
            for (var column = 0; column <= last; column++)
            {
                var cell = row[column];
                output.Append(column == 0 ? "" : Gap).Append(cell.Paint is { } paint ? paint(cell.Text) : cell.Text);
                output.Append(' ', column == last ? 0 : widths[column] - DisplayWidth.Of(cell.Text));
            }

            output.Append('\n');
        }
    }
}

/// <summary>A cell of a table.</summary>
/// <param name="Text">One line; what could steer a terminal is shown, not obeyed.</param>
/// <param name="Paint">Gives it its colour; null: none.</param>
internal readonly record struct Cell(string Text, Func<string, string>? Paint)
{
    /// <summary>A cell without colour.</summary>
    /// <param name="text">Its text.</param>
    public static implicit operator Cell(string text) => new(text, null);
}
