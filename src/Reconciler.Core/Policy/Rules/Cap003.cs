using Reconciler.Api;
using Reconciler.Core.Inventory;

namespace Reconciler.Core.Policy.Rules;

/// <summary>Any change of the counts that were stated at activation is reported with a TAC case (policy, section 9).</summary>
internal static class Cap003
{
    public static Rule Rule { get; } = new(
        "CAP003", "counts as at activation, or changed by a TAC case", Severity.Error, Waivable: false, "capacity.activation, capacity.agreed, capacity.tacCase")
    {
        OfInstance = (site, _) => site.Spec.Capacity is not { Activation: { } activation } capacity || capacity.Agreed == activation || !string.IsNullOrWhiteSpace(capacity.TacCase) ? [] : Check(site, capacity.Agreed, activation),
    };

    private static IEnumerable<Violation> Check(Site site, CapacityCounts agreed, CapacityCounts activation) =>
        Cap001.Compare(agreed, activation)
            .Where(count => count.First != count.Second)
            .Select(count => new Violation(
                $"spec.capacity.agreed.{count.Field}",
                $"{site.Key.Name} agrees {count.First} {count.Noun}, {count.Second} were stated at activation, and no TAC case reports the change",
                "write the case in spec.capacity.tacCase")
            { Short = $"{count.Noun} changed without a TAC case" });
}
