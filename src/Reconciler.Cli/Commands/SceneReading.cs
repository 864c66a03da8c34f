using System.Text;
using Reconciler.Cli.Texts;
using Reconciler.Core.Policy;
using Reconciler.Engine.Passes;

namespace Reconciler.Cli.Commands;

/// <summary>What keeps a look from seeing anything.</summary>
internal static class SceneReading
{
    /// <summary>Whether there is a plan; where there is none, says why not.</summary>
    /// <param name="shell">What commands touch.</param>
    /// <param name="result">What was found.</param>
    public static bool IsReadable(Shell shell, PassResult result)
    {
        if (result.Plan is not null)
        {
            return true;
        }

        var (text, output) = (new FindingText(result.Fleet, new(isColored: false)), new StringBuilder());
        foreach (var error in result.Fleet.Problems.Where(problem => problem.Severity == Severity.Error))
        {
            text.Write(error, output);
        }

        shell.Error.Write(output.ToString());
        return false;
    }
}
