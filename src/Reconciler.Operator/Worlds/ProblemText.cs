using Reconciler.Core.Policy;

namespace Reconciler.Operator.Worlds;

/// <summary>What is wrong with an object, in one line.</summary>
internal static class ProblemText
{
    private const int Most = 3;

    /// <summary>The first few problems, each with how to mend it.</summary>
    public static string Of(IEnumerable<Finding> problems) =>
        string.Join("; ", problems.Take(Most).Select(problem => problem.Remedy.Length == 0 ? problem.Message : $"{problem.Message}; {problem.Remedy}"));
}
