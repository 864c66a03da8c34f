namespace Reconciler.Manifests.Yaml;

/// <summary>Where a text without quotes ends on its line.</summary>
internal static class PlainText
{
    /// <summary>The number of its characters, blanks at the end not among them; 0 where it is not simple enough to tell.</summary>
    /// <param name="line">The line from the begin of the text on.</param>
    /// <param name="isInFlow">Whether it stands in brackets, so that they and commas end it.</param>
    public static int LengthOf(ReadOnlySpan<char> line, bool isInFlow)
    {
        if (line.IsEmpty || IsIndicator(line[0]) || (line[0] == '-' && IsBreak(line, 1, isInFlow: true)))
        {
            return 0;
        }

        var at = 0;
        for (; at < line.Length; at++)
        {
            var character = line[at];
            if (character == ':' && IsBreak(line, at + 1, isInFlow))
            {
                return 0;
            }

            if ((character == '#' && line[at - 1] == ' ') || (isInFlow && character is ',' or ']' or '}'))
            {
                break;
            }

            if (isInFlow && character is '[' or '{')
            {
                return 0;
            }
        }

        while (line[at - 1] == ' ')
        {
            at--;
        }

        return at;
    }

    private static bool IsIndicator(char first) =>
        first is '?' or ':' or ',' or '[' or ']' or '{' or '}' or '#' or '&' or '*' or '!' or '|' or '>' or '\'' or '"' or '%' or '@' or '`';

    private static bool IsBreak(ReadOnlySpan<char> line, int at, bool isInFlow) =>
        at >= line.Length || line[at] == ' ' || (isInFlow && line[at] is ',' or '[' or ']' or '{' or '}');
}
