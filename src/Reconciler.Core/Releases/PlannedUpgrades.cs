using Reconciler.Api;
using Reconciler.Core.Inventory;

namespace Reconciler.Core.Releases;

/// <summary>The upgrade that is planned for an instance and has not ended.</summary>
public sealed class PlannedUpgrades
{
    private readonly Dictionary<ObjectKey, Declared<UpgradePlan>> _plans = [];

    /// <summary>Indexes plans; of several for one instance the one to the newest release counts.</summary>
    /// <param name="plans">Upgrade plans.</param>
    /// <param name="instances">The instances that they select from.</param>
    public PlannedUpgrades(IEnumerable<Declared<UpgradePlan>> plans, InstanceIndex instances)
    {
        ArgumentNullException.ThrowIfNull(plans);
        ArgumentNullException.ThrowIfNull(instances);
        foreach (var plan in plans.OrderBy(plan => Target(plan)))
        {
            var over = plan.Value.Spec.Outcomes.Select(outcome => outcome.Instance).ToHashSet(StringComparer.Ordinal);
            foreach (var instance in instances.Select(plan.Value.Spec.Instances, plan.Key.Namespace))
            {
                if (!over.Contains(instance.Key.Name))
                {
                    _plans[instance.Key] = plan;
                }
            }
        }
    }

    /// <summary>The plan that upgrades an instance.</summary>
    /// <param name="instance">The instance.</param>
    /// <returns>Null where none does.</returns>
    public Declared<UpgradePlan>? Of(ObjectKey instance) => _plans.GetValueOrDefault(instance);

    private static ReleaseVersion Target(Declared<UpgradePlan> plan) => ReleaseVersion.TryParse(plan.Value.Spec.Target, out var target) ? target : default;
}
