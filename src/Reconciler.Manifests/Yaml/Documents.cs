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
        foreach (var document in DocumentText.Split(file))
        {
            try
            {
                if (QuickReader.Read(document) is { } root)
                {
                    roots.Add(root);
                }
                else
                {
                    Read(document, roots);
                }
            }
            catch (YamlProblem problem)
            {
                report(problem);
            }
        }

        return roots;
    }

    private static void Read(DocumentText document, List<YamlNode> roots)
    {
        var parser = new Parser(new StringReader(document.Span.ToString()));
        try
        {
            while (parser.MoveNext())
            {
                if (parser.Current is DocumentStart)
                {
                    parser.MoveNext();
                    roots.Add(new Composer(parser, document.LinesBefore).Compose());
                }
            }
        }
        catch (YamlException flaw)
        {
            throw SyntaxAdvice.Explain(flaw, document);
        }
        catch (InvalidOperationException)
        {
            // The parser's own slip on some broken flow collections: it knows no place, so the last event has to do.
            var at = parser.Current?.End ?? Mark.Empty;
            throw SyntaxAdvice.Explain(new SemanticErrorException(at, at, "did not find expected ',' or ']'"), document);
        }
    }
}
