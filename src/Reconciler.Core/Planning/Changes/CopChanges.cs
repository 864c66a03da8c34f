using Reconciler.Api;
using Reconciler.Core.Inventory;
using Wish = Reconciler.Core.Planning.Changes.ChangeFactory.Wish;

namespace Reconciler.Core.Planning.Changes;

/// <summary>
/// COP requests: one change for each instance. The provider's is maintenance; that of a customer or partner is an upload, which is not
/// (policy, section 5).
/// </summary>
internal static class CopChanges
{
    /// <summary>Adds the changes of one.</summary>
    public static void Add(Declared<CopRequest> declared, ChangeFactory factory, List<Change> changes)
    {
        var key = declared.Key;
        string KeyOf(string instance) => $"{declared.ChangeKey}/{instance}";
        foreach (var instance in SelectedInstances.Of(declared.Value.Spec.Instances, key.Namespace, factory.World, KeyOf))
        {
            changes.Add(factory.Make(new Wish(
                KeyOf(instance),
                EntryNames.Join(key.Name, instance),
                declared.Reference,
                declared.Source,
                declared.Value.Metadata.Annotations,
                WindowOf(declared.Value.Spec, instance))
            {
                Cop = declared.Value.Spec,
                StartPath = declared.Value.Spec.Earliest is not null ? "spec.earliest" : declared.Value.Spec.Latest is not null ? "spec.latest" : "spec.file",
            }));
        }
    }

    private static MaintenanceWindowSpec WindowOf(CopRequestSpec cop, string instance)
    {
        bool Mine(ChangeRecord record) => record.Instance == instance;
        var upload = cop.Initiator != Party.Provider;
        return new()
        {
            Instance = instance,
            Category = upload ? ChangeCategory.Upload : ChangeCategory.Cop,
            Summary = upload ? $"Upload of {cop.File}" : $"Installation of {cop.File}",
            Earliest = cop.Earliest,
            Latest = cop.Latest,
            Duration = cop.Duration,
            Applications = [cop.Application],
            Impact = upload ? null : cop.Impact,
            Steps = cop.Steps,
            BackOut = cop.BackOut,
            IntegrationTests = upload ? [] : cop.IntegrationTests,
            Emergency = upload ? null : cop.Emergency,
            Moves = cop.Moves.IsEmpty ? [] : [.. cop.Moves.Where(Mine)],
            Announced = cop.Announced.IsEmpty ? [] : [.. cop.Announced.Where(Mine)],
            Outcomes = cop.Outcomes.IsEmpty ? [] : [.. cop.Outcomes.Where(Mine)],
        };
    }
}
