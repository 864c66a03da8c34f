using NodaTime;
using Reconciler.Api;
using Reconciler.Core.Inventory;
using Reconciler.Core.Planning;
using Reconciler.Core.Time;

namespace Reconciler.Core.Policy.Rules;

/// <summary>
/// Every night brings a good backup of every application, and three good ones are at hand (policy, section 10). Nights are counted
/// between local dates, so a backup that ends a little later than yesterday's is none the worse.
/// </summary>
internal static class Bck001
{
    public static Rule Rule { get; } = new(
        "BCK001", "a good backup every night, three at hand", Severity.Warning, Waivable: true, "backups, backups of the policy")
    {
        OfInstance = (site, world) => site.Spec.Backups.IsEmpty && !world.Policy.Backups.MustBeRecorded ? [] : Check(site, world.Policy.Backups, world),
    };

    private static IEnumerable<Violation> Check(Site site, BackupPolicy limits, World world)
    {
        foreach (var application in site.Spec.Applications.Select(application => application.Kind).Where(kind => limits.Applications.Contains(kind)).Distinct())
        {
            if (Flaw(application, site, limits, world) is { } flaw)
            {
                yield return flaw;
            }
        }
    }

    private static Violation? Flaw(ApplicationKind application, Site site, BackupPolicy limits, World world)
    {
        var zone = site.Region.Zone;
        var what = $"{Words.Of(application)} of {site.Key.Name}";
        bool Over(LocalDate date, int days) => world.Moment.Reached(WallClock.StartOf(date.PlusDays(days + 1), zone));
        var good = site.Spec.Backups
            .Where(backup => backup.Application == application && backup.Result == BackupResult.Good && world.Moment.Reached(Instant.FromDateTimeOffset(backup.At)))
            .Select(backup => Instant.FromDateTimeOffset(backup.At))
            .Where(at => !Over(DateOf(at), limits.GoodKept + limits.RetentionDays))
            .ToArray();
        if (good.Length == 0 || Over(DateOf(good.Max()), limits.Nights))
        {
            return new(
                "spec.backups",
                good.Length == 0 ? $"{what} has no good backup" : $"the last good backup of {what} is of {Describe.Local(good.Max(), zone)}, more than {Words.Count(limits.Nights, "night")} ago",
                "look into the backup job, and record the next good backup")
            { Short = $"no good backup of {Words.Of(application)} last night" };
        }

        var isYoung = site.Spec.ActivatedOn is { } activated && !Over(LocalDate.FromDateOnly(activated), limits.GoodKept - 1);
        return good.Length >= limits.GoodKept || isYoung
            ? null
            : new("spec.backups", $"{what} has {Words.Count(good.Length, "good backup")}, and {limits.GoodKept} are kept", "look into the backups that failed")
            { Short = $"fewer than {limits.GoodKept} good backups of {Words.Of(application)}" };

        LocalDate DateOf(Instant at) => WallClock.Read(at, zone).Date;
    }
}
