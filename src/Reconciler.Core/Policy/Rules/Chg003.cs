using Reconciler.Api;
using Reconciler.Core.Inventory;
using Reconciler.Core.Planning;
using Reconciler.Core.Requests;

namespace Reconciler.Core.Policy.Rules;

/// <summary>Backups are for disasters only, so no back-out plan relies on a restore (policy, section 10).</summary>
internal static class Chg003
{
    public static Rule Rule { get; } = new(
        "CHG003", "no back-out plan relies on a restore from backup", Severity.Error, Waivable: false, "backOut of windows, COP requests, upgrades and change requests, changes.backupPhrases of the policy")
    {
        OfFleet = Check,
        HoldsChanges = true,
    };

    private static IEnumerable<(Subject, Violation)> Check(World world)
    {
        var (snapshot, phrases) = (world.Snapshot, new Phrases(world.Policy.Changes.BackupPhrases));
        return
        [
            .. Each(snapshot.ChangeRequests, request => world.Requests.GetValueOrDefault(request.Key) is { IsWithdrawn: true } ? null : request.Value.Spec.BackOut, phrases),
            .. Each(snapshot.CopRequests, cop => cop.Value.Spec.BackOut, phrases),
            .. Each(snapshot.UpgradePlans, plan => plan.Value.Spec.BackOut, phrases),
            .. Each(snapshot.Windows, window => window.Value.Spec.BackOut, phrases),
        ];
    }

    private static IEnumerable<(Subject, Violation)> Each<T>(IEnumerable<Declared<T>> all, Func<Declared<T>, string?> backOut, Phrases phrases)
        where T : Resource =>
        from declared in all
        let sentence = phrases.Find(backOut(declared))
        where sentence is not null
        select (Subject.Of(declared), new Violation(
            "spec.backOut",
            $"the back-out plan relies on a backup: '{sentence}'; backups are restored after a disaster only, never to undo a change",
            "say how the change is undone without one: switch back to the inactive partition, put the exported configuration back, reverse the steps")
        { Short = "back-out relies on a backup" });
}
