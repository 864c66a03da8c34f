using System.Collections.Concurrent;
using System.Collections.Immutable;
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

        // Few fleets have as many back-out plans as changes: each text is read once.
        var read = new ConcurrentDictionary<string, string?>(StringComparer.Ordinal);
        string? Find(string? backOut) => backOut is null ? null : read.GetOrAdd(backOut, phrases.Find);
        return
        [
            .. Each(snapshot.ChangeRequests, request => world.Requests.GetValueOrDefault(request.Key) is { IsWithdrawn: true } ? null : Find(request.Value.Spec.BackOut), world),
            .. Each(snapshot.CopRequests, cop => Find(cop.Value.Spec.BackOut), world),
            .. Each(snapshot.UpgradePlans, plan => Find(plan.Value.Spec.BackOut), world),
            .. Each(snapshot.Windows, window => Find(window.Value.Spec.BackOut), world),
        ];
    }

    private static IEnumerable<(Subject, Violation)> Each<T>(ImmutableArray<Declared<T>> all, Func<Declared<T>, string?> find, World world)
        where T : Resource =>
        world.Shares.SelectMany<Declared<T>, (Subject, Violation)>(all, (declared, broken) =>
        {
            if (find(declared) is { } sentence)
            {
                broken.Add((Subject.Of(declared), new(
                    "spec.backOut",
                    $"the back-out plan relies on a backup: '{sentence}'; backups are restored after a disaster only, never to undo a change",
                    "say how the change is undone without one: switch back to the inactive partition, put the exported configuration back, reverse the steps")
                { Short = "back-out relies on a backup" }));
            }
        });
}
