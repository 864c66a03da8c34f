using Reconciler.Core.Planning;
using Reconciler.Core.Support;
using Reconciler.Core.Time;

namespace Reconciler.Core.Policy.Rules;

/// <summary>Where the interval passed without a status that the partner can accept, the partner should escalate (policy, section 8).</summary>
internal static class Sup005
{
    public static Rule Rule { get; } = new(
        "SUP005", "an acceptable status before the interval passes, else an escalation", Severity.Warning, Waivable: true, "updates, holds, escalation, support.severities of the policy")
    {
        OfFleet = Cases.EachOpen(Check),
    };

    private static Violation? Check(CaseFile file, World world) =>
        !file.IsOverdue || file.IsAcceptable || file.IsEscalated ? null : new(
            file.Spec.Updates.IsEmpty ? "spec" : "spec.updates",
            $"{file.Declared.Key.Name} ({file.Severity}): its interval ended {Describe.Local(file.IntervalEnd!.Value, file.Site!.Region.Zone)} without a status that the partner can accept",
            $"the partner should escalate: call {world.Policy.Provider.TacPhone}, and record spec.escalation with {string.Join(", ", world.Policy.Support.Escalation.Select(item => Words.Of(item)))}")
        { Short = "the partner should escalate" };
}
