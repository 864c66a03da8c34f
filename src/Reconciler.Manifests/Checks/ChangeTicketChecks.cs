using Reconciler.Api;

namespace Reconciler.Manifests.Checks;

/// <summary>Checks of one ticket: people do edit them, and every pass reckons with what they say.</summary>
internal static class ChangeTicketChecks
{
    /// <summary>Runs them.</summary>
    public static void Run(ChangeTicketSpec spec, Report report)
    {
        if (spec.Told is { } told)
        {
            Spans.RequireOrder(told.Start, told.End, "start", "spec.told.end", report);
        }

        foreach (var (index, occasion) in spec.Occasions.Index())
        {
            Spans.RequireOrder(occasion.Start, occasion.End, "start", $"spec.occasions[{index}].end", report);
        }
    }
}
