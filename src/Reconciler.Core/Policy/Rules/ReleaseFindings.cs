using System.Collections.Immutable;
using NodaTime;
using Reconciler.Api;
using Reconciler.Core.Inventory;
using Reconciler.Core.Planning;
using Reconciler.Core.Releases;
using Reconciler.Core.Time;

namespace Reconciler.Core.Policy.Rules;

/// <summary>What the rules about releases share.</summary>
internal static class ReleaseFindings
{
    /// <summary>The applications of an instance that a rule speaks of.</summary>
    public static ImmutableArray<RunningRelease> Running(Site site, World world, Func<Standing, bool> isMeant) => world.ReleasesOf(site).Where(isMeant);

    /// <summary>Applications with their releases, as people read them.</summary>
    public static string Names(IReadOnlyList<RunningRelease> running) => Words.And([.. running.Select(application => application.ToString())]);

    /// <summary>The date on which a new deployment is activated; null for an instance that is active.</summary>
    public static DateOnly? ActivatedOn(Site site, World world) =>
        site.Spec.ActivatedOn is { } date && !world.Moment.Reached(WallClock.Map(LocalDate.FromDateOnly(date).AtMidnight(), site.Region.Zone).Instant) ? date : null;

    /// <summary>The release that an application upgrades to.</summary>
    public static ReleaseVersion TargetOf(RunningRelease running) => running.Standing.Target;

    /// <summary>What is, or is to be, done about releases that are behind.</summary>
    public static string Remedy(Site site, RunningRelease running, World world) =>
        world.Upgrades.Of(site.Key) is { } plan
            ? $"UpgradePlan {plan.Key.Name} takes it to {plan.Value.Spec.Target}"
            : running.Standing.Column is { Stay: Api.StayRule.Required }
                ? $"upgrade it to {TargetOf(running)}: reconciler draft upgrades prints the plan"
                : $"upgrade it to {TargetOf(running)} with an UpgradePlan, ground {Words.Of(Api.UpgradeGroundKind.Currency)}";

    /// <summary>Asks of every upgrade that is still to come.</summary>
    public static Func<Change, World, IEnumerable<Violation>> EachToCome(Func<Change, UpgradePlanSpec, World, Violation?> check) =>
        AtMostOne.Of<Change>((change, world) => IsToCome(change, world) ? check(change, change.Upgrade!, world) : null);

    /// <summary>Whether an upgrade is still to come: nobody recorded its end, and its start is not over.</summary>
    public static bool IsToCome(Change change, World world) =>
        change is { Upgrade: not null, Outcome: null } && !(change.Told is { } told && world.Moment.Reached(Instant.FromDateTimeOffset(told.Start)));
}
