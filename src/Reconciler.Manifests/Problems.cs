using System.Collections.Immutable;
using Reconciler.Core.Inventory;
using Reconciler.Core.Policy;
using Reconciler.Manifests.Yaml;

namespace Reconciler.Manifests;

/// <summary>What is wrong with one file, up to a limit. Used by one thread.</summary>
/// <param name="file">Path of the file as people know it.</param>
internal sealed class Problems(string file)
{
    private readonly ImmutableArray<Finding>.Builder _findings = ImmutableArray.CreateBuilder<Finding>();

    /// <summary>Path of the file as people know it.</summary>
    public string File => file;

    /// <summary>Whether nothing more is listed.</summary>
    public bool IsFull => _findings.Count >= Limits.Problems;

    /// <summary>Adds an error.</summary>
    public void Add(string rule, TextSpan span, string message, string remedy = "", string path = "", ObjectRef? subject = null) =>
        Add(new Finding
        {
            Rule = rule,
            Severity = Severity.Error,
            Message = message,
            Remedy = remedy,
            Object = subject,
            Path = path,
            File = file,
            Span = span,
        });

    /// <summary>Adds what keeps a document or the whole file from being read.</summary>
    public void Add(YamlProblem problem) => Add(problem.Rule, problem.Span, problem.Message, problem.Remedy);

    /// <summary>Adds a finding.</summary>
    public void Add(Finding finding)
    {
        if (_findings.Count < Limits.Problems - 1)
        {
            _findings.Add(finding);
        }
        else if (!IsFull)
        {
            _findings.Add(finding with
            {
                Rule = ReadProblems.TooManyProblems,
                Severity = Severity.Error,
                Message = $"the file has {Limits.Problems} problems or more; the rest is not listed",
                Remedy = "mend those above, then look again",
                Object = null,
                Path = "",
            });
        }
    }

    /// <summary>Everything so far, in the order of the text.</summary>
    public ImmutableArray<Finding> ToImmutable() =>
        [.. _findings.OrderBy(finding => finding.Span.Line).ThenBy(finding => finding.Span.Column)];
}
