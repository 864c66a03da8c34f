using Reconciler.Core.Inventory;

namespace Reconciler.Manifests.Yaml;

/// <summary>
/// Reads the YAML that manifests consist of: block mappings and lists, values on one line, flow collections on one line. It gives up on
/// everything else (anchors, tags, block texts, escapes, whatever is wrong), and <see cref="Composer"/> reads the document instead.
/// Where it does not give up both make the same nodes. It exists because it is ten times faster, and fleets are large.
/// </summary>
internal sealed class QuickReader
{
    private const int LongestKey = 128;

    private readonly LineCursor _cursor;
    private readonly Gathered<MapEntry> _entries = new();
    private readonly Gathered<YamlNode> _items = new();
    private int _nodesLeft = Limits.Nodes;

    private QuickReader(DocumentText document) => _cursor = new(document);

    /// <summary>Reads a document.</summary>
    /// <returns>Its root; null where it gave up.</returns>
    public static YamlNode? Read(DocumentText document)
    {
        var text = document.Span;
        var isPlain = !text.Contains('\t') && (!text.Contains('\r') || text.Count('\r') == text.Count("\r\n"));
        return isPlain ? new QuickReader(document).ReadRoot() : null;
    }

    private YamlNode? ReadRoot()
    {
        _cursor.NextLine();
        if (_cursor.Indent == 0 && _cursor.Rest.StartsWith("---"))
        {
            _cursor.Skip(3);
            _cursor.SkipBlanks();
            if (!_cursor.IsLineDone)
            {
                return null;
            }

            _cursor.NextLine();
        }

        var root = _cursor.IsAtEnd ? null : ReadBlock(Limits.Depth);
        return _cursor.IsAtEnd && root?.Weight <= Limits.Nodes ? root : null;
    }

    private YamlNode? ReadBlock(int depthLeft) => depthLeft == 0 ? null : _cursor.IsAtDash ? ReadList(depthLeft) : ReadMapping(depthLeft);

    private Mapping? ReadMapping(int depthLeft)
    {
        var (indent, first, weight) = (_cursor.Indent, _entries.Count, 1);
        do
        {
            if (!TryReadKey(out var key, out var span) || ReadValue(indent, isInList: false, depthLeft) is not { } value)
            {
                return null;
            }

            weight += 1 + value.Weight;
            _entries.Add(new(key, span, value));
        }
        while (!_cursor.IsAtEnd && _cursor.Indent == indent);

        var entries = _entries.TakeFrom(first);
        return IsBelow(indent) ? null : new(Cover(entries[0].KeySpan, entries[^1].Value.Span), entries, weight);
    }

    private Sequence? ReadList(int depthLeft)
    {
        var (indent, first, weight) = (_cursor.Indent, _items.Count, 1);
        var start = _cursor.SpanAhead(1);
        do
        {
            _cursor.Skip(1);
            if (ReadValue(indent, isInList: true, depthLeft) is not { } item)
            {
                return null;
            }

            weight += item.Weight;
            _items.Add(item);
        }
        while (!_cursor.IsAtEnd && _cursor.Indent == indent && _cursor.IsAtDash);

        var items = _items.TakeFrom(first);
        return IsBelow(indent) ? null : new(Cover(start, items[^1].Span), items, weight);
    }

    // A line further in after a finished value would go on with that value: not for this reader.
    private bool IsBelow(int indent) => !_cursor.IsAtEnd && _cursor.Indent > indent;

    private bool TryReadKey(out string key, out TextSpan span)
    {
        var length = LengthOfKey();
        (key, span) = (_cursor.Text(0, length), _cursor.SpanAhead(length));
        _cursor.Skip(length + 1);
        return length > 0 && _nodesLeft-- > 0;
    }

    // The number of characters before the colon; 0 where no simple key stands here.
    private int LengthOfKey()
    {
        var rest = _cursor.Rest;
        var length = 0;
        while (length < rest.Length && length < LongestKey && (char.IsAsciiLetterOrDigit(rest[length]) || (length > 0 && rest[length] is '_' or '-' or '.' or '/')))
        {
            length++;
        }

        return length < rest.Length && rest[length] == ':' && (length + 1 == rest.Length || rest[length + 1] == ' ') ? length : 0;
    }

    // What follows a key or a dash: on the same line, or on the lines below it.
    private YamlNode? ReadValue(int indent, bool isInList, int depthLeft)
    {
        var nothing = _cursor.SpanAhead(0);
        _cursor.SkipBlanks();
        if (!_cursor.IsLineDone)
        {
            return isInList && LengthOfKey() > 0 ? depthLeft == 1 ? null : ReadMapping(depthLeft - 1) : ReadRestOfLine(depthLeft);
        }

        _cursor.NextLine();
        var isBelow = !_cursor.IsAtEnd && (_cursor.Indent > indent || (_cursor.Indent == indent && !isInList && _cursor.IsAtDash));
        return isBelow ? ReadBlock(depthLeft - 1) : Count(new Scalar(nothing, "", isPlain: true));
    }

    private YamlNode? ReadRestOfLine(int depthLeft)
    {
        var value = ReadInline(isInFlow: false, depthLeft);
        _cursor.SkipBlanks();
        if (value is null || !_cursor.IsLineDone)
        {
            return null;
        }

        _cursor.NextLine();
        return value;
    }

    private YamlNode? ReadInline(bool isInFlow, int depthLeft) => _cursor.Current switch
    {
        '"' => ReadQuoted('"'),
        '\'' => ReadQuoted('\''),
        '[' => depthLeft == 1 ? null : ReadFlowList(depthLeft - 1),
        '{' => depthLeft == 1 ? null : ReadFlowMapping(depthLeft - 1),
        _ => ReadPlain(isInFlow),
    };

    private Scalar? ReadQuoted(char quote)
    {
        var rest = _cursor.Rest[1..];
        var length = rest.IndexOf(quote);
        if (length is < 0 or > Limits.ScalarCharacters || (quote == '"' && rest[..length].Contains('\\')))
        {
            return null;
        }

        var scalar = new Scalar(_cursor.SpanAhead(length + 2), _cursor.Text(1, length), isPlain: false);
        _cursor.Skip(length + 2);
        return _cursor.Current is ':' or '\'' or '"' ? null : Count(scalar);
    }

    private Scalar? ReadPlain(bool isInFlow)
    {
        var length = PlainText.LengthOf(_cursor.Rest, isInFlow);
        if (length is 0 or > Limits.ScalarCharacters)
        {
            return null;
        }

        var scalar = new Scalar(_cursor.SpanAhead(length), _cursor.Text(0, length), isPlain: true);
        _cursor.Skip(length);
        return Count(scalar);
    }

    private Sequence? ReadFlowList(int depthLeft)
    {
        var (start, first, weight) = (_cursor.At, _items.Count, 1);
        while (GoToFlowItem(']', _items.Count - first))
        {
            if (ReadInline(isInFlow: true, depthLeft) is not { } item)
            {
                return null;
            }

            weight += item.Weight;
            _items.Add(item);
            _cursor.SkipBlanks();
        }

        var items = _items.TakeFrom(first);
        return Close(']') ? new(_cursor.SpanSince(start), items, weight) : null;
    }

    private Mapping? ReadFlowMapping(int depthLeft)
    {
        var (start, first, weight) = (_cursor.At, _entries.Count, 1);
        while (GoToFlowItem('}', _entries.Count - first))
        {
            if (!TryReadKey(out var key, out var span))
            {
                return null;
            }

            _cursor.SkipBlanks();
            if (ReadInline(isInFlow: true, depthLeft) is not { } value)
            {
                return null;
            }

            weight += 1 + value.Weight;
            _entries.Add(new(key, span, value));
            _cursor.SkipBlanks();
        }

        var entries = _entries.TakeFrom(first);
        return Close('}') ? new(_cursor.SpanSince(start), entries, weight) : null;
    }

    // Past the bracket before the first element or the comma before another; false at the end of the collection, or where it is broken.
    private bool GoToFlowItem(char close, int count)
    {
        if (count > 0 && _cursor.Current != ',')
        {
            return false;
        }

        _cursor.Skip(1);
        _cursor.SkipBlanks();
        return _cursor.Current != close;
    }

    private bool Close(char close)
    {
        var isClosed = _cursor.Current == close;
        _cursor.Skip(1);
        return isClosed;
    }

    private Scalar? Count(Scalar scalar) => _nodesLeft-- > 0 ? scalar : null;

    private static TextSpan Cover(TextSpan first, TextSpan last) => new(first.Line, first.Column, last.EndLine, last.EndColumn);
}
