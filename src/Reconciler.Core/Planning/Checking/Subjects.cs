using Reconciler.Api;
using Reconciler.Core.Inventory;
using Reconciler.Core.Policy;

namespace Reconciler.Core.Planning.Checking;

/// <summary>Every object that people wrote, as findings name it.</summary>
internal static class Subjects
{
    /// <summary>Those that carry annotations.</summary>
    public static IEnumerable<Subject> Of(World world)
    {
        var snapshot = world.Snapshot;
        return snapshot.Instances.Where(HasAnnotations).Select(instance => Subject.Of(instance, world.Sites.Find(instance.Key)?.Region.Zone))
            .Concat(snapshot.Windows.Where(HasAnnotations).Select(window => Subject.Of(window, world.Sites.Find(new(window.Key.Namespace, window.Value.Spec.Instance))?.Region.Zone)))
            .Concat(snapshot.CopRequests.Where(HasAnnotations).Select(cop => Subject.Of(cop)))
            .Concat(snapshot.UpgradePlans.Where(HasAnnotations).Select(plan => Subject.Of(plan)))
            .Concat(snapshot.ChangeRequests.Where(HasAnnotations).Select(request => Subject.Of(request)))
            .Concat(snapshot.Calendars.Where(HasAnnotations).Select(calendar => Subject.Of(calendar)))
            .Concat(world.Cases.Where(file => HasAnnotations(file.Declared)).Select(file => file.Subject))
            .Concat(snapshot.PolicyObject is { } policy && HasAnnotations(policy) ? [Subject.Of(policy)] : []);
    }

    private static bool HasAnnotations<T>(Declared<T> declared)
        where T : Resource => declared.Value.Metadata.Annotations.Count > 0;
}
