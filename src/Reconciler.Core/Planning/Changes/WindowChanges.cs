using Reconciler.Api;
using Reconciler.Core.Inventory;
using Wish = Reconciler.Core.Planning.Changes.ChangeFactory.Wish;

namespace Reconciler.Core.Planning.Changes;

/// <summary>Windows that people wrote with <c>start</c>, or with <c>earliest</c> and <c>latest</c>: one change each.</summary>
internal static class WindowChanges
{
    /// <summary>Adds the change of one; of a schedule, its own.</summary>
    public static void Add(Declared<MaintenanceWindow> declared, ChangeFactory factory, List<Change> changes)
    {
        if (declared.Value.Spec.Schedule is null)
        {
            changes.Add(factory.Make(WishOf(declared, factory.World)));
        }
        else
        {
            ScheduleChanges.Add(declared, factory, changes);
        }
    }

    private static Wish WishOf(Declared<MaintenanceWindow> declared, World world)
    {
        var (window, key) = (declared.Value.Spec, declared.Key);
        return new(declared.ChangeKey, key.Name, declared.Reference, declared.Source, declared.Value.Metadata.Annotations, window)
        {
            IsDeclaredWindow = true,
            StartPath = window.Start is not null ? "spec.start" : window.Earliest is not null ? "spec.earliest" : window.Latest is not null ? "spec.latest" : "spec",
            Certificate = window.Certificate is { } name ? CertificateOf(new(key.Namespace, window.Instance), name, world) : null,
        };
    }

    private static Certificate? CertificateOf(ObjectKey instance, string name, World world) =>
        world.Instances.Find(instance)?.Value.Spec.Certificates.FirstOrDefault(certificate => certificate.Name == name);
}
