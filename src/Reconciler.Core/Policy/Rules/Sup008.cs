using Reconciler.Core.Planning;
using Reconciler.Core.Support;

namespace Reconciler.Core.Policy.Rules;

/// <summary>The partner has done its part of the triage (policy, section 8).</summary>
internal static class Sup008
{
    public static Rule Rule { get; } = new(
        "SUP008", "the triage checklist is complete", Severity.Warning, Waivable: true, "checklist, support.checklist of the policy")
    {
        OfFleet = Cases.EachOpen(Check),
    };

    private static Violation? Check(CaseFile file, World world) =>
        file.Undone is not { IsEmpty: false } undone ? null : new(
            file.Spec.Checklist.IsEmpty ? "spec" : "spec.checklist",
            $"triage of {file.Declared.Key.Name} is not complete: the partner has not said that it {string.Join("; ", undone.Select(item => item.Title))}",
            $"once done, add to spec.checklist: {string.Join(", ", undone.Select(item => item.Name))}")
        { Short = "triage incomplete" };
}
