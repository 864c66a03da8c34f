using System.Text;
using Reconciler.Cli.Texts;
using Reconciler.Core.Policy;
using Reconciler.Operator.Checking;

namespace Reconciler.Cli.Clusters;

/// <summary>What <c>check</c> says to people: a line for each thing, and below what does not hold, how to mend it; once where several are mended alike.</summary>
internal static class CheckText
{
    /// <summary>The text.</summary>
    public static string Of(IReadOnlyCollection<Checked> found, Palette palette)
    {
        var output = new StringBuilder();
        var width = found.Max(each => each.What.Length);
        foreach (var (each, next) in found.Zip(found.Skip(1).Append(null)))
        {
            var result = Words.Of(each.Result);
            output.Append(palette.Of(SeverityOf(each.Result), result)).Append(' ', 6 - result.Length).Append(each.What.PadRight(width)).Append("  ").Append(Plain.Line(each.Detail)).Append('\n');
            if (each.Mend.Length > 0 && each.Mend != next?.Mend)
            {
                output.Append(' ', width + 8).Append("mend: ").Append(Plain.Line(each.Mend)).Append('\n');
            }
        }

        var (failed, warned) = (found.Count(each => each.Result == CheckResult.Fail), found.Count(each => each.Result == CheckResult.Warn));
        return output.Append(failed + warned == 0 ? "All is well.\n" : $"{failed} failed, {Words.Count(warned, "warning")}.\n").ToString();
    }

    private static Severity SeverityOf(CheckResult result) => result switch
    {
        CheckResult.Fail => Severity.Error,
        CheckResult.Warn => Severity.Warning,
        _ => Severity.Info,
    };
}
