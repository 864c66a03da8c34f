using Reconciler.Api;
using Reconciler.Core.Inventory;

namespace Reconciler.Core.Policy.Rules;

/// <summary>Users and devices are configured only after capacity has been added (policy, section 9).</summary>
internal static class Cap001
{
    public static Rule Rule { get; } = new(
        "CAP001", "configured within the agreed capacity", Severity.Error, Waivable: false, "capacity.configured, capacity.agreed")
    {
        OfInstance = (site, _) => site.Spec.Capacity is not { } capacity || IsWithin(capacity.Configured, capacity.Agreed) ? [] : Check(site, capacity),
    };

    /// <summary>The two counts of an instance, one after the other.</summary>
    public static IEnumerable<(string Field, string Noun, int First, int Second)> Compare(CapacityCounts first, CapacityCounts second) =>
    [
        ("knowledgeWorkers", "knowledge workers", first.KnowledgeWorkers, second.KnowledgeWorkers),
        ("workspaceDevices", "workspace devices", first.WorkspaceDevices, second.WorkspaceDevices),
    ];

    /// <summary>Whether no count passes its limit.</summary>
    public static bool IsWithin(CapacityCounts counts, CapacityCounts limits) =>
        counts.KnowledgeWorkers <= limits.KnowledgeWorkers && counts.WorkspaceDevices <= limits.WorkspaceDevices;

    private static IEnumerable<Violation> Check(Site site, Capacity capacity) =>
        Compare(capacity.Configured, capacity.Agreed)
            .Where(count => count.First > count.Second)
            .Select(count => new Violation(
                $"spec.capacity.configured.{count.Field}",
                $"{site.Key.Name} has {count.First} {count.Noun} configured, and {count.Second} are agreed",
                "report the growth with a TAC case, have capacity added, and raise spec.capacity.agreed; until then configure no more")
            { Short = $"more {count.Noun} than agreed" });
}
