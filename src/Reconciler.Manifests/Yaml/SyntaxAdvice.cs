using YamlDotNet.Core;

namespace Reconciler.Manifests.Yaml;

/// <summary>Says what the parser found wrong, for people.</summary>
internal static class SyntaxAdvice
{
    /// <summary>Makes a problem of the parser's exception.</summary>
    /// <param name="flaw">What the parser threw.</param>
    /// <param name="document">The text that it was given.</param>
    public static YamlProblem Explain(YamlException flaw, DocumentText document)
    {
        var line = (int)flaw.Start.Line + document.LinesBefore;
        var column = (int)flaw.Start.Column;
        return new(ReadProblems.NotYaml, new(line, column, line, column + 1), "not YAML: " + flaw.Message);
    }
}
