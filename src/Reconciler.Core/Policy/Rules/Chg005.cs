using Reconciler.Api;
using Reconciler.Core.Planning;

namespace Reconciler.Core.Policy.Rules;

/// <summary>Partners restore nothing on demand, reach no backup, and take none home (policy, section 10).</summary>
internal static class Chg005
{
    public static Rule Rule { get; } = new(
        "CHG005", "no restore on demand, no access to backups, no backup to a partner's data centre", Severity.Error, Waivable: false, "class")
    {
        OfFleet = Check,
    };

    private static IEnumerable<(Subject, Violation)> Check(World world) =>
        from declared in world.Snapshot.ChangeRequests
        let file = world.Requests[declared.Key]
        where !file.IsWithdrawn && Asked(file.Spec.Class) is not null
        select (file.Subject, new Violation(
            "spec.class",
            $"{declared.Key.Name} asks for {Asked(file.Spec.Class)}, which is not supported: backups serve disaster recovery only",
            "keep protected backups of the end-user data that the partner manages; for a failed application open a SupportCase")
        { Short = "backups serve disaster recovery only" });

    private static string? Asked(RequestClass requested) => requested switch
    {
        RequestClass.Restore => "a restore on demand",
        RequestClass.BackupAccess => "access to backups or to the recovery system",
        RequestClass.BackupToPartner => "backups in a data centre of the partner",
        _ => null,
    };
}
