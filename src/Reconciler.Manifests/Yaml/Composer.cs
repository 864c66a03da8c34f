using Reconciler.Core.Inventory;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Reconciler.Manifests.Yaml;

/// <summary>Builds the nodes of one document from the events of YamlDotNet's parser, within <see cref="Limits"/>.</summary>
/// <param name="parser">Stands on the first event of the document's root.</param>
/// <param name="linesBefore">Lines of the file before the text that the parser was given.</param>
internal sealed class Composer(IParser parser, int linesBefore)
{
    private readonly Dictionary<string, YamlNode> _anchors = new(StringComparer.Ordinal);
    private readonly HashSet<string> _open = new(StringComparer.Ordinal);
    private readonly Stack<Mark> _brackets = new();

    /// <summary>Where the innermost bracket stands that is not closed yet; null: none.</summary>
    public Mark? OpenBracket => _brackets.TryPeek(out var mark) ? mark : null;

    /// <summary>Composes the root of the document that the parser stands on, and leaves the parser behind it.</summary>
    /// <exception cref="YamlProblem">The document passes a limit, or an alias names nothing.</exception>
    /// <exception cref="YamlException">The text is not YAML.</exception>
    public YamlNode ComposeRoot()
    {
        _anchors.Clear();
        return Compose(Limits.Depth);
    }

    private YamlNode Compose(int depthLeft)
    {
        var start = parser.Current!;
        parser.MoveNext();
        if (start is AnchorAlias alias)
        {
            return new Alias(SpanOf(alias), Resolve(alias));
        }

        if (depthLeft == 0 && start is not YamlDotNet.Core.Events.Scalar)
        {
            throw new YamlProblem(
                ReadProblems.TooDeep, SpanOf(start), $"lists and mappings are nested deeper than {Limits.Depth} levels", "no manifest needs that: look for brackets that are never closed");
        }

        var anchor = start is NodeEvent { Anchor.IsEmpty: false } named ? named.Anchor.Value : null;
        if (anchor is not null)
        {
            _open.Add(anchor);
        }

        if (IsBracket(start))
        {
            _brackets.Push(start.Start);
        }

        YamlNode node = start switch
        {
            YamlDotNet.Core.Events.Scalar scalar => Of(scalar),
            SequenceStart sequence => Of(sequence, depthLeft - 1),
            MappingStart mapping => Of(mapping, depthLeft - 1),
            _ => throw new SemanticErrorException(start.Start, start.End, "did not find expected value"),
        };

        if (IsBracket(start))
        {
            _brackets.Pop();
        }

        if (anchor is not null)
        {
            _open.Remove(anchor);
            _anchors[anchor] = node;
        }

        return node;
    }

    private static bool IsBracket(ParsingEvent start) => start is SequenceStart { Style: SequenceStyle.Flow } or MappingStart { Style: MappingStyle.Flow };

    private Scalar Of(YamlDotNet.Core.Events.Scalar scalar)
    {
        if (scalar.Value.Length > Limits.ScalarCharacters)
        {
            throw new YamlProblem(
                ReadProblems.TooLarge, SpanOf(scalar), $"a text has {scalar.Value.Length} characters; at most {Limits.ScalarCharacters} are read", "no manifest needs that");
        }

        return new(SpanOf(scalar), scalar.Value, Tags.IsPlain(scalar, SpanOf(scalar)));
    }

    private Sequence Of(SequenceStart start, int depthLeft)
    {
        Tags.Require(start.Tag, "tag:yaml.org,2002:seq", SpanOf(start));
        var items = new List<YamlNode>();
        var weight = 1;
        while (parser.Current is not SequenceEnd)
        {
            var item = Compose(depthLeft);
            weight = Add(weight, item);
            items.Add(item);
        }

        return new(Close(start, start.Style == SequenceStyle.Flow, items.Count == 0 ? null : items[^1]), [.. items], weight);
    }

    private Mapping Of(MappingStart start, int depthLeft)
    {
        Tags.Require(start.Tag, "tag:yaml.org,2002:map", SpanOf(start));
        var entries = new List<MapEntry>();
        List<YamlNode>? merged = null;
        var weight = 1;
        while (parser.Current is not MappingEnd)
        {
            var key = Compose(depthLeft);
            var value = Compose(depthLeft);
            weight = Add(Add(weight, key), value);
            if (key.Target is not Scalar name)
            {
                throw new YamlProblem(ReadProblems.NotYaml, key.Span, "a key has to be a word, not a list or a mapping", "a text that begins with '[' or '{' needs quotes, and a template has to be rendered first");
            }

            if (name is { IsPlain: true, Text: MergeKey.Key })
            {
                (merged ??= []).Add(value);
            }
            else
            {
                entries.Add(new(name.Text, key.Span, value));
            }
        }

        if (merged is not null)
        {
            MergeKey.Expand(entries, merged);
        }

        return new(Close(start, start.Style == MappingStyle.Flow, entries.Count == 0 ? null : entries[^1].Value), [.. entries], weight);
    }

    private static int Add(int weight, YamlNode child) =>
        weight + child.Weight <= Limits.Nodes
            ? weight + child.Weight
            : throw new YamlProblem(
                ReadProblems.TooManyAliases,
                child.Span,
                $"with every alias written out the document has more than {Limits.Nodes} values",
                "no manifest needs that: repeat what is meant, or use fewer aliases");

    private YamlNode Resolve(AnchorAlias alias)
    {
        var name = alias.Value.Value;
        if (_open.Contains(name))
        {
            throw new YamlProblem(ReadProblems.BadAlias, SpanOf(alias), $"the alias '*{name}' stands inside of its own anchor '&{name}'", "write the value out");
        }

        return _anchors.TryGetValue(name, out var target)
            ? target
            : throw new YamlProblem(ReadProblems.BadAlias, SpanOf(alias), $"the alias '*{name}' names no anchor of this document", Spelling.Nearest(name, _anchors.Keys) is { } near
                ? $"did you mean '*{near}'?"
                : $"write '&{name}' before the value it stands for, or quote the text: '\"*{name}\"'");
    }

    // A block collection ends with its last element; of a flow collection the parser's end mark stands on the bracket.
    private TextSpan Close(ParsingEvent start, bool isFlow, YamlNode? last)
    {
        var end = parser.Current!;
        parser.MoveNext();
        var span = SpanOf(start);
        return isFlow ? span with { EndLine = LineOf(end.End), EndColumn = (int)end.End.Column + 1 }
            : last is null ? span
            : span with { EndLine = last.Span.EndLine, EndColumn = last.Span.EndColumn };
    }

    private TextSpan SpanOf(ParsingEvent at) => new(LineOf(at.Start), (int)at.Start.Column, LineOf(at.End), (int)at.End.Column);

    private int LineOf(Mark mark) => (int)mark.Line + linesBefore;
}
