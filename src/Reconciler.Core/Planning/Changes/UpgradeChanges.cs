using Reconciler.Api;
using Reconciler.Core.Inventory;
using Reconciler.Core.Releases;
using Wish = Reconciler.Core.Planning.Changes.ChangeFactory.Wish;

namespace Reconciler.Core.Planning.Changes;

/// <summary>Upgrade plans: one change for each instance, in the wave that names it, else in the first wave that names none.</summary>
internal static class UpgradeChanges
{
    /// <summary>Adds the changes of one.</summary>
    public static void Add(Declared<UpgradePlan> declared, ChangeFactory factory, List<Change> changes)
    {
        var (spec, key, world) = (declared.Value.Spec, declared.Key, factory.World);
        var target = ReleaseVersion.TryParse(spec.Target, out var release) ? release : (ReleaseVersion?)null;
        string KeyOf(string instance) => $"{declared.ChangeKey}/{instance}/{spec.Target}";
        foreach (var instance in SelectedInstances.Of(spec.Instances, key.Namespace, world, KeyOf))
        {
            var work = WorkOf(spec, target, world.Sites.Find(new(key.Namespace, instance)), world);
            changes.Add(factory.Make(new Wish(
                KeyOf(instance),
                EntryNames.Join(key.Name, instance),
                declared.Reference,
                declared.Source,
                declared.Value.Metadata.Annotations,
                WindowOf(work, instance))
            {
                Upgrade = work,
                Target = target,
                Wave = WaveOf(declared, instance),
                StartPath = spec.NotBefore is not null ? "spec.notBefore" : "spec.instances",
            }));
        }
    }

    // The plan, with what the instance's own releases and nodes add to it.
    private static UpgradePlanSpec WorkOf(UpgradePlanSpec plan, ReleaseVersion? target, Site? site, World world)
    {
        if (site is null || target is not { } release)
        {
            return plan;
        }

        var (releases, policy) = (world.ReleasesOf(site), world.Policy.Releases);
        return plan with
        {
            Requirements = [.. plan.Requirements, .. UpgradeWork.Prerequisites(releases, policy)],
            Steps = plan.Steps.IsEmpty ? UpgradeWork.Steps(releases, release, policy, plan.Method) : plan.Steps,
        };
    }

    private static WavePlace? WaveOf(Declared<UpgradePlan> plan, string instance)
    {
        var waves = plan.Value.Spec.Waves;
        for (var index = 0; index < waves.Length; index++)
        {
            if (waves[index].Instances.Contains(instance, StringComparer.Ordinal))
            {
                return new(plan.Key, index, waves[index]);
            }
        }

        for (var index = 0; index < waves.Length; index++)
        {
            if (waves[index].Instances.IsEmpty)
            {
                return new(plan.Key, index, waves[index]);
            }
        }

        // Every wave names its instances and none names this one: it comes last, after the soak of all.
        return waves.IsEmpty ? null : new(plan.Key, waves.Length, new() { Name = "rest" });
    }

    private static MaintenanceWindowSpec WindowOf(UpgradePlanSpec plan, string instance)
    {
        bool Mine(ChangeRecord record) => record.Instance == instance;
        return new()
        {
            Instance = instance,
            Category = ChangeCategory.Upgrade,
            Summary = $"Upgrade to {plan.Target}",
            Earliest = plan.NotBefore,
            Latest = plan.Latest,
            Duration = plan.Duration,
            Impact = plan.Impact,
            Steps = plan.Steps,
            BackOut = plan.BackOut,
            IntegrationTests = plan.IntegrationTests,
            Moves = plan.Moves.IsEmpty ? [] : [.. plan.Moves.Where(Mine)],
            Announced = plan.Announced.IsEmpty ? [] : [.. plan.Announced.Where(Mine)],
            Outcomes = plan.Outcomes.IsEmpty ? [] : [.. plan.Outcomes.Where(Mine)],
        };
    }
}
