using Reconciler.Core.Planning;
using Reconciler.Core.Support;
using Reconciler.Core.Time;

namespace Reconciler.Core.Policy.Rules;

/// <summary>
/// The response is in time, and a case that is not resolved when its interval ends has a status with a resolution action plan (policy,
/// section 8).
/// </summary>
internal static class Sup003
{
    public static Rule Rule { get; } = new(
        "SUP003", "response in time, and a status with a plan where the interval ends unresolved", Severity.Warning, Waivable: true, "openedAt, acknowledgedAt, resolvedAt, updates, holds, support.severities of the policy")
    {
        OfFleet = Check,
    };

    private static IEnumerable<(Subject, Violation)> Check(World world) =>
        [.. Cases.Each(Late)(world), .. Cases.EachOpen(Owed)(world)];

    // After the policy's period it is history.
    private static Violation? Late(CaseFile file, World world) =>
        file.ResponseMet != false || !file.IsWithin(world.Policy.Support.Attainment.Period) ? null : new(
            file.AcknowledgedAt is null ? "spec.openedAt" : "spec.acknowledgedAt",
            $"{file.Declared.Key.Name} ({file.ResponseSeverity}) was to be acknowledged by {Describe.Local(file.ResponseDue!.Value, file.Site!.Region.Zone)}{(file.AcknowledgedAt is { } at ? $", and was {Describe.Duration((at - file.ResponseDue.Value).ToTimeSpan())} later" : "")}",
            file.AcknowledgedAt is null ? $"acknowledge it and record acknowledgedAt; the partner calls {world.Policy.Provider.TacPhone}" : "the past can not be mended: waive it with the reason, for the next review")
        { Short = "response late" };

    private static Violation? Owed(CaseFile file, World world) =>
        !file.IsOverdue || file.HasPlan ? null : new(
            file.Spec.Updates.IsEmpty ? "spec" : "spec.updates",
            $"{file.Declared.Key.Name} ({file.Severity}) is not resolved, its interval ended {Describe.Local(file.IntervalEnd!.Value, file.Site!.Region.Zone)}, and no status has a resolution action plan",
            "add to spec.updates: {at, status, plan}")
        { Short = "no status with a plan" };
}
