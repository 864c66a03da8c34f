using Wish = Reconciler.Core.Planning.Changes.ChangeFactory.Wish;

namespace Reconciler.Core.Planning.Changes;

/// <summary>Windows that people wrote with <c>start</c>, or with <c>earliest</c> and <c>latest</c>: one change each.</summary>
internal static class WindowChanges
{
    /// <summary>Their wishes.</summary>
    public static IEnumerable<Wish> Of(World world)
    {
        foreach (var declared in world.Snapshot.Windows)
        {
            var (window, key) = (declared.Value.Spec, declared.Key);
            if (window.Schedule is not null)
            {
                continue;
            }

            yield return new($"{key.Namespace}/MaintenanceWindow/{key.Name}", key.Name, declared.Reference, declared.Source, declared.Value.Metadata.Annotations, window)
            {
                IsDeclaredWindow = true,
                StartPath = window.Start is not null ? "spec.start" : window.Earliest is not null ? "spec.earliest" : window.Latest is not null ? "spec.latest" : "spec",
                Certificate = window.Certificate is { } name
                    ? world.Instances.Find(new(key.Namespace, window.Instance))?.Value.Spec.Certificates.FirstOrDefault(certificate => certificate.Name == name)
                    : null,
            };
        }
    }
}
