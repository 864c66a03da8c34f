using Reconciler.Api;
using Reconciler.Core.Planning;
using Reconciler.Core.Support;

namespace Reconciler.Core.Policy.Rules;

/// <summary>An escalation carries what the provider needs to act on it (policy, section 8).</summary>
internal static class Sup001
{
    public static Rule Rule { get; } = new(
        "SUP001", "an escalation carries its case data", Severity.Error, Waivable: false, "escalation, support.escalation of the policy")
    {
        OfFleet = Cases.Each(Check),
    };

    private static Violation? Check(CaseFile file, World world)
    {
        var missing = file.Spec.Escalation is { } escalation
            ? world.Policy.Support.Escalation.Where(item => !Has(escalation, item)).Select(item => Words.Of(item)).ToArray()
            : [];
        return missing.Length == 0 ? null : new(
            "spec.escalation",
            $"the escalation of {file.Declared.Key.Name} does not say: {string.Join(", ", missing)}",
            $"add {string.Join(", ", missing)} to spec.escalation; a generic contact of the partner is enough")
        { Short = "escalation incomplete" };
    }

    private static bool Has(Escalation escalation, EscalationItem item) => item switch
    {
        EscalationItem.Representing => escalation.Representing is not null,
        _ => !string.IsNullOrWhiteSpace(item switch
        {
            EscalationItem.Subscription => escalation.Subscription,
            EscalationItem.ContactName => escalation.ContactName,
            EscalationItem.ContactPhone => escalation.ContactPhone,
            EscalationItem.ContactEmail => escalation.ContactEmail,
            EscalationItem.Partner => escalation.Partner,
            EscalationItem.Customer => escalation.Customer,
            _ => escalation.Issue,
        }),
    };
}
