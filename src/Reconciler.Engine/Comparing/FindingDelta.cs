using System.Collections.Immutable;
using Reconciler.Core.Inventory;
using Reconciler.Core.Policy;

namespace Reconciler.Engine.Comparing;

/// <summary>Findings on both sides. A finding is the same one wherever it stands in its file, and whatever day it is.</summary>
/// <param name="New">Only in the newer tree.</param>
/// <param name="Kept">In both, about something that was edited.</param>
/// <param name="Untouched">In both, about something that nobody edited: shown apart, and nobody's fault here.</param>
/// <param name="Mended">Only in the older tree.</param>
public sealed record FindingDelta(ImmutableArray<Finding> New, ImmutableArray<Finding> Kept, ImmutableArray<Finding> Untouched, ImmutableArray<Finding> Mended)
{
    /// <summary>What the newer tree answers for.</summary>
    public IEnumerable<Finding> Charged => New.Concat(Kept);

    internal static FindingDelta Of(IEnumerable<Finding> older, IEnumerable<Finding> newer, Touched touched)
    {
        var before = older.Where(IsShown).ToLookup(Identity.Of);
        var (added, kept, untouched) = (new List<Finding>(), new List<Finding>(), new List<Finding>());
        var seen = new HashSet<Identity>();
        foreach (var finding in newer.Where(IsShown))
        {
            var identity = Identity.Of(finding);
            seen.Add(identity);
            var list = !before[identity].Any(known => known.Severity >= finding.Severity) ? added
                : finding.Object is { } thing && touched.Contains(thing) ? kept
                : untouched;
            list.Add(finding);
        }

        return new([.. added], [.. kept], [.. untouched], [.. before.Where(group => !seen.Contains(group.Key)).SelectMany(group => group)]);
    }

    private static bool IsShown(Finding finding) => finding.Severity > Severity.Info || finding.WaivedBy is not null;

    private sealed record Identity(string Rule, ObjectRef? Object, string Path, string? Entry, string File)
    {
        public static Identity Of(Finding finding) =>
            new(finding.Rule, finding.Object, finding.Path, finding.Entry, finding.Object is null ? finding.File : "");
    }
}
