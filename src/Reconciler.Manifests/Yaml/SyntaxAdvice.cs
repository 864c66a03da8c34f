using YamlDotNet.Core;

namespace Reconciler.Manifests.Yaml;

/// <summary>
/// Says what keeps a text from being YAML, for people: the parser names tokens, and often the place where it noticed instead of the one
/// to mend.
/// </summary>
internal sealed class SyntaxAdvice
{
    private readonly string _flaw;
    private readonly string[] _lines;
    private readonly int _linesBefore;
    private readonly Mark? _bracket;
    private readonly int _line;
    private readonly int _column;

    private SyntaxAdvice(YamlException flaw, DocumentText document, Mark? bracket)
    {
        _flaw = flaw.Message;
        _lines = document.Span.TrimEnd().ToString().ReplaceLineEndings("\n").Split('\n');
        _linesBefore = document.LinesBefore;
        _bracket = bracket;
        IsAtEnd = flaw.Start.Line > _lines.Length;
        _line = IsAtEnd ? _lines.Length : Math.Max(1, (int)flaw.Start.Line);
        _column = IsAtEnd ? _lines[^1].Length + 1 : Math.Max(1, (int)flaw.Start.Column);
    }

    private bool IsAtEnd { get; }

    private string Line => _lines[_line - 1];

    // What stands before and after the place on its line.
    private string Before => Line[..Math.Min(_column - 1, Line.Length)].Trim();

    private string After => Line[Math.Min(_column - 1, Line.Length)..];

    private char Here => After.Length > 0 ? After[0] : ' ';

    /// <summary>Makes a problem of the parser's exception.</summary>
    /// <param name="flaw">What the parser threw.</param>
    /// <param name="document">The text that it was given.</param>
    /// <param name="bracket">Where the innermost bracket stands that was open then; null: none.</param>
    public static YamlProblem Explain(YamlException flaw, DocumentText document, Mark? bracket) => new SyntaxAdvice(flaw, document, bracket).Explain();

    private YamlProblem Explain() =>
        FindLine(line => line.StartsWith("<<<<<<<", StringComparison.Ordinal)) is { } conflict
            ? At(conflict, 1, "a merge conflict was left in the file", "keep one of the two sides, and remove the marks")
        : Says("tab") && FindLine(HasTabInIndent) is { } tab
            ? At(tab, 1 + _lines[tab - 1].IndexOf('\t', StringComparison.Ordinal), "a tab stands in the indentation", "indent with blanks")
        : Line.Contains("{{", StringComparison.Ordinal)
            ? At(_line, 1 + Line.IndexOf("{{", StringComparison.Ordinal), "a template is not filled in", "render it first; a text that begins with '{' needs quotes")
        : _flaw.Length == 0 || Says("',' or ") || (_bracket is not null && IsAtEnd) ? ExplainBracket()
        : Says("did not find expected key") ? ExplainKey()
        : Says("invalid mapping") || Says("Mapping values are not allowed") ? ExplainColon()
        : ExplainOther();

    private YamlProblem ExplainBracket()
    {
        // The mapping of a single pair, as in [a: b], has no bracket of its own.
        if (_bracket is not { } bracket || CharacterAt(bracket) is not ('[' or '{'))
        {
            return At(_line, _column, "a ',' or a closing bracket is missing", "texts with brackets or commas need quotes");
        }

        var open = CharacterAt(bracket);
        var close = open == '[' ? ']' : '}';
        return IsAtEnd || _flaw.Length == 0
            ? At((int)bracket.Line, (int)bracket.Column, $"the '{open}' here is never closed", $"add the '{close}'")
            : At(_line, _column, $"here has to be ',' or '{close}', for the '{open}' on line {bracket.Line + _linesBefore}", "texts with brackets, commas or ': ' need quotes");
    }

    private YamlProblem ExplainKey() =>
        Before.Length > 0 && Before[^1] is '"' or '\'' or ']' or '}' ? Place("nothing may follow the closing quote or bracket", "put the whole value into quotes, or remove the rest")
        : After.StartsWith("- ", StringComparison.Ordinal) ? Place("here is an element of a list among keys", "a key takes a list or another value, not both; the list stands at least as far in as its key")
        : HasColon(After) ? Place("this line is indented neither like the keys above it nor like their values", "indent it like its neighbours")
        : After.Contains(':', StringComparison.Ordinal) ? Place("here has to be 'key: value'", "a blank has to follow the ':'")
        : Place("here has to be 'key: value'", "add the ':'; the further lines of a text stand further in than its key");

    // The parser stands on a colon that it did not expect.
    private YamlProblem ExplainColon() =>
        HasColon(Before) || Before.StartsWith("- ", StringComparison.Ordinal) ? Place("here is a second ': ' in one value", "put the text into quotes")
        : Says("multiline") ? Begin("the text above has no ': '", "write it as 'key: value'")
        : Begin("this line is further in than the line above it, which has its value already", "indent it like its neighbours");

    private YamlProblem ExplainOther() =>
        Says("quoted scalar") && (Says("end of stream") || Says("indentation") || Says("document indicator")) ? Place("the text that begins here is never closed", $"add the closing {Here}")
        : Says("hexadecimal") || Says("escape") || Says("surrogates") ? Place("a '\\' in double quotes begins an escape, and here is one that YAML does not know", "write '\\\\' for it, or use single quotes")
        : Says("cannot start any token") ? Place($"a text without quotes can not begin with '{Here}'", "put it into quotes")
        : Says("anchor or alias") ? Place($"'{Here}' needs the name of an anchor after it", "put the text into quotes")
        : Says("Mapping keys are not allowed") ? Place("a text without quotes can not begin with '? '", "put it into quotes")
        : Says("sequence entries are not allowed") ? Place("a list can not begin on the line of its key", "begin it on the next line; a text that begins with '- ' needs quotes")
        : Says("expected '-'") ? Place("here has to be another '- ' of the list", "begin it with '- ', or mend the indentation")
        : Says("expected value") || Says("expected node content") ? Place("here has to be a value", "add it, or remove what stands before")
        : Says("tag handle") ? Place("the tag means nothing in a manifest", "remove it, or put the text into quotes")
        : Says("block scalar") ? Place("after '|' or '>' only '+', '-' and a number from 1 to 9 may stand", "begin the text on the next line")
        : Says("incompatible YAML") ? Place("only YAML 1 is read", "remove the line")
        : Place($"not YAML: {char.ToLowerInvariant(_flaw[0])}{_flaw[1..].TrimEnd('.')}", "");

    private char CharacterAt(Mark mark) => _lines.ElementAtOrDefault((int)mark.Line - 1)?.ElementAtOrDefault((int)mark.Column - 1) ?? ' ';

    private bool Says(string words) => _flaw.Contains(words, StringComparison.Ordinal);

    private YamlProblem Place(string message, string remedy) => At(_line, _column, message, remedy);

    private YamlProblem Begin(string message, string remedy) => At(_line, 1 + Line.Length - Line.TrimStart().Length, message, remedy);

    private YamlProblem At(int line, int column, string message, string remedy) =>
        new(ReadProblems.NotYaml, new(line + _linesBefore, column, line + _linesBefore, column + 1), message, remedy);

    private int? FindLine(Predicate<string> isMeant) => Array.FindIndex(_lines, isMeant) is var index and >= 0 ? index + 1 : null;

    private static bool HasTabInIndent(string line) => line.AsSpan().IndexOfAnyExcept(' ', '\t') is var end and > 0 && line.AsSpan(0, end).Contains('\t');

    private static bool HasColon(string text) => text.Contains(": ", StringComparison.Ordinal) || text.EndsWith(':');
}
