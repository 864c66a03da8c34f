using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Reconciler.Manifests.Yaml;

/// <summary>Text to documents. Total: what can not be read is reported, and the other documents of the file are read.</summary>
internal static class Documents
{
    /// <summary>Reads every document of a file that is not empty.</summary>
    /// <param name="file">Text of the file.</param>
    /// <param name="report">Takes what is wrong.</param>
    /// <returns>The roots in the order of the file.</returns>
    public static List<YamlNode> Read(string file, Action<YamlProblem> report)
    {
        var roots = new List<YamlNode>();
        foreach (var (index, document) in DocumentText.Split(file).Index())
        {
            if (index == Limits.Documents)
            {
                report(new(ReadProblems.TooLarge, new(document.LinesBefore + 1, 1, document.LinesBefore + 1, 4), $"the file has more than {Limits.Documents} documents; the rest is not read", "split it into several files"));
                break;
            }

            try
            {
                if (QuickReader.Read(document) is { } root)
                {
                    roots.Add(root);
                }
                else
                {
                    Compose(document, roots);
                }
            }
            catch (YamlProblem problem)
            {
                report(problem);
            }
        }

        return roots;
    }

    /// <summary>Reads all of YAML, for what <see cref="QuickReader"/> gives up on.</summary>
    /// <param name="document">The document; a <c>...</c> in it may begin another.</param>
    /// <param name="roots">Takes the roots, up to the first problem.</param>
    /// <exception cref="YamlProblem">The text is not YAML, or passes a limit.</exception>
    public static void Compose(DocumentText document, List<YamlNode> roots)
    {
        var parser = new Parser(new StringReader(document.Span.ToString()));
        var composer = new Composer(parser, document.LinesBefore);
        try
        {
            while (parser.MoveNext())
            {
                if (parser.Current is DocumentStart)
                {
                    parser.MoveNext();
                    roots.Add(composer.ComposeRoot());
                }
            }
        }
        catch (YamlException flaw)
        {
            throw SyntaxAdvice.Explain(flaw, document, composer.OpenBracket);
        }
        catch (InvalidOperationException)
        {
            // The parser's own slip on some brackets that are never closed: it has no place and no words.
            var end = parser.Current?.End ?? Mark.Empty;
            throw SyntaxAdvice.Explain(new SemanticErrorException(end, end, ""), document, composer.OpenBracket);
        }
    }
}
