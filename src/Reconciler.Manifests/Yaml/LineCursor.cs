using Reconciler.Core.Inventory;

namespace Reconciler.Manifests.Yaml;

/// <summary>Walks over a document line by line, past empty lines and comments, and along a line character by character.</summary>
/// <param name="document">The document: without tabs, its lines ended by LF or CRLF.</param>
internal sealed class LineCursor(DocumentText document)
{
    private readonly string _text = document.File;
    private readonly int _end = document.End;
    private int _lineStart = document.Start;
    private int _lineEnd = document.Start;
    private int _nextLine = document.Start;
    private int _line = document.LinesBefore;

    /// <summary>Where the cursor stands in the text.</summary>
    public int At { get; private set; }

    /// <summary>The same, counted from the begin of the line.</summary>
    public int Indent => At - _lineStart;

    /// <summary>Whether the document has no more lines.</summary>
    public bool IsAtEnd { get; private set; }

    /// <summary>Whether nothing but a comment is left of the line.</summary>
    public bool IsLineDone => At >= _lineEnd || (_text[At] == '#' && (At == _lineStart || _text[At - 1] == ' '));

    /// <summary>The character under the cursor; LF at the end of the line.</summary>
    public char Current => Peek(0);

    /// <summary>Whether a list element begins here.</summary>
    public bool IsAtDash => Current == '-' && Peek(1) is ' ' or '\n';

    /// <summary>The character so many places further; LF from the end of the line on.</summary>
    public char Peek(int offset) => At + offset < _lineEnd ? _text[At + offset] : '\n';

    /// <summary>What is left of the line.</summary>
    public ReadOnlySpan<char> Rest => _text.AsSpan(At, _lineEnd - At);

    /// <summary>Goes so many characters further.</summary>
    public void Skip(int count) => At += count;

    /// <summary>Goes past blanks.</summary>
    public void SkipBlanks()
    {
        while (Current == ' ')
        {
            At++;
        }
    }

    /// <summary>Goes to the first character of the next line that says something.</summary>
    public void NextLine()
    {
        do
        {
            if (_nextLine >= _end)
            {
                IsAtEnd = true;
                return;
            }

            var newLine = _text.AsSpan(_nextLine, _end - _nextLine).IndexOf('\n');
            (_lineStart, _lineEnd) = (_nextLine, newLine < 0 ? _end : _nextLine + newLine);
            _nextLine = _lineEnd + 1;
            if (_lineEnd > _lineStart && _text[_lineEnd - 1] == '\r')
            {
                _lineEnd--;
            }

            _line++;
            At = _lineStart;
            SkipBlanks();
        }
        while (IsLineDone);
    }

    /// <summary>The place of so many characters from the cursor on.</summary>
    public TextSpan SpanAhead(int length) => new(_line, Indent + 1, _line, Indent + 1 + length);

    /// <summary>The place from some character of the line up to the cursor.</summary>
    public TextSpan SpanSince(int start) => new(_line, start - _lineStart + 1, _line, Indent + 1);

    /// <summary>Text from so many characters after the cursor on.</summary>
    public string Text(int offset, int length) => Words.Of(_text.AsSpan(At + offset, length));
}
