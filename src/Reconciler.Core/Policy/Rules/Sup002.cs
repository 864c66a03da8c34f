using Reconciler.Core.Planning;
using Reconciler.Core.Support;

namespace Reconciler.Core.Policy.Rules;

/// <summary>The stated severity is that of impact and urgency, until the provider sets another in triage (policy, section 8).</summary>
internal static class Sup002
{
    public static Rule Rule { get; } = new(
        "SUP002", "the stated severity is that of the matrix", Severity.Warning, Waivable: true, "severity, impact, urgency, triaged, the matrix of the policy")
    {
        OfFleet = Cases.EachOpen(Check),
    };

    private static Violation? Check(CaseFile file, World world) =>
        file is not { Triaged: null, Spec.Severity: { } stated, Matrix: { } matrix } || stated == matrix ? null : new(
            "spec.severity",
            $"{file.Declared.Key.Name} is stated as {stated}; {SeverityMatrix.LevelOf(file.Spec.Impact, world.Policy.Support)} impact at {file.Spec.Urgency} urgency is {matrix}",
            $"state {matrix}, correct impact or urgency, or record the provider's decision in spec.triaged")
        { Short = $"stated {stated}, by the matrix {matrix}" };
}
