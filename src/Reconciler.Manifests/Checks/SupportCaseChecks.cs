using Reconciler.Api;

namespace Reconciler.Manifests.Checks;

/// <summary>Checks of one support case.</summary>
internal static class SupportCaseChecks
{
    private const string Impact = "spec.impact";

    /// <summary>Runs them.</summary>
    public static void Run(SupportCaseSpec spec, Report report)
    {
        RequireOneImpact(spec.Impact, report);
        Names.RequireUnique(spec.Checklist, "spec.checklist", "", report);
        Spans.RequireOrder(spec.OpenedAt, spec.AcknowledgedAt, "openedAt", "spec.acknowledgedAt", report);
        Spans.RequireOrder(spec.OpenedAt, spec.ResolvedAt, "openedAt", "spec.resolvedAt", report);
        foreach (var (index, hold) in spec.Holds.Index())
        {
            Spans.RequireOrder(hold.From, hold.Until, "from", $"spec.holds[{index}].until", report);
        }

        if (spec.Incident is { } incident)
        {
            Run(incident, report);
        }
    }

    private static void RequireOneImpact(CaseImpact impact, Report report)
    {
        if (impact is { Affected: { } affected, Of: { } all } && affected > all)
        {
            report(ReadProblems.Contradiction, Impact + ".affected", $"'{Impact}.affected' is {affected}, more than 'of', {all}", "count the affected among all of the partner's environment");
        }

        if (impact.Affected is null != impact.Of is null)
        {
            report(ReadProblems.MissingField, Impact, $"'{Impact}' has one of 'affected' and 'of' without the other", "write both: {affected: 40, of: 120}");
        }
        else if (impact.Affected is null == impact.Level is null)
        {
            report(
                impact.Level is null ? ReadProblems.MissingField : ReadProblems.Contradiction,
                Impact,
                impact.Level is null ? $"'{Impact}' says nothing" : $"'{Impact}' is both counted and named",
                "write either {affected: 40, of: 120} or {level: localized}");
        }
    }

    private static void Run(Incident incident, Report report)
    {
        Spans.RequireOrder(incident.DeclaredAt, incident.ResolvedAt, "declaredAt", "spec.incident.resolvedAt", report);
        Spans.RequireOrder(incident.DeclaredAt, incident.NewPublisherAt, "declaredAt", "spec.incident.newPublisherAt", report);
        if (incident.NewPublisherAt is not null && incident.Kind != IncidentKind.ApplicationFailure)
        {
            report(ReadProblems.Contradiction, "spec.incident.newPublisherAt", "'spec.incident.newPublisherAt' is given, but the incident is no applicationFailure", "write 'kind: applicationFailure', or remove 'newPublisherAt'");
        }

        if (!incident.Recovery.IsEmpty && incident.Kind != IncidentKind.DisasterRecovery)
        {
            report(ReadProblems.Contradiction, "spec.incident.recovery", "'spec.incident.recovery' is given, but the incident is no disasterRecovery", "write 'kind: disasterRecovery', or remove 'recovery'");
        }
    }
}
