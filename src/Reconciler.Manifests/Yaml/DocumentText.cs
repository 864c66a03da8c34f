namespace Reconciler.Manifests.Yaml;

/// <summary>The stretch of a file that holds one document, so that an error in one does not hide the others.</summary>
/// <param name="File">Text of the whole file.</param>
/// <param name="Start">First character: of the line with <c>---</c>, or of what comes before it.</param>
/// <param name="End">First character after it.</param>
/// <param name="LinesBefore">Lines of the file before <paramref name="Start"/>.</param>
internal readonly record struct DocumentText(string File, int Start, int End, int LinesBefore)
{
    /// <summary>The text itself.</summary>
    public ReadOnlySpan<char> Span => File.AsSpan(Start, End - Start);

    /// <summary>
    /// Cuts a file before each <c>---</c> that follows a document and after each <c>...</c>: at the begin of a line these three characters
    /// mark a document everywhere in YAML, also inside of quotes and block texts.
    /// </summary>
    /// <param name="file">Text of the whole file.</param>
    public static IEnumerable<DocumentText> Split(string file)
    {
        var (start, linesBefore, line, hasContent) = (0, 0, 0, false);
        for (var at = 0; at < file.Length; at = NextLine(file, at), line++)
        {
            if (!HasContent(file, at))
            {
                continue;
            }

            if (IsMarker(file, at, "..."))
            {
                var next = NextLine(file, at);
                yield return new(file, start, next, linesBefore);
                (start, linesBefore, hasContent) = (next, line + 1, false);
                continue;
            }

            if (hasContent && IsMarker(file, at, "---"))
            {
                yield return new(file, start, at, linesBefore);
                (start, linesBefore) = (at, line);
            }

            hasContent = true;
        }

        if (hasContent)
        {
            yield return new(file, start, file.Length, linesBefore);
        }
    }

    private static bool IsMarker(string file, int at, string marker) =>
        file.AsSpan(at).StartsWith(marker) && (at + 3 == file.Length || file[at + 3] is ' ' or '\t' or '\r' or '\n');

    // Comments, directives and empty lines belong to the document after them.
    private static bool HasContent(string file, int at) => file[at] is not ('#' or '%' or '\r' or '\n');

    private static int NextLine(string file, int at)
    {
        var end = file.AsSpan(at).IndexOfAny('\r', '\n');
        return end < 0 ? file.Length : at + end + (file.AsSpan(at + end).StartsWith("\r\n") ? 2 : 1);
    }
}
