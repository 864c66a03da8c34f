using Reconciler.Api;

namespace Reconciler.Manifests.Checks;

/// <summary>Checks of one COP request.</summary>
internal static class CopRequestChecks
{
    /// <summary>Runs them.</summary>
    public static void Run(CopRequestSpec spec, Report report)
    {
        SelectionChecks.Run(spec.Instances, report);
        Spans.RequireOrder(spec.Earliest, "earliest", spec.Latest, "latest", report);
        RecordSelectors.Require(Selector.Instance, spec.Moves, "spec.moves", report);
        RecordSelectors.Require(Selector.Instance, spec.Announced, "spec.announced", report);
        RecordSelectors.Require(Selector.Instance, spec.Outcomes, "spec.outcomes", report);
        RecordSelectors.Require(Selector.Instance, spec.Installations, "spec.installations", report);
    }
}
