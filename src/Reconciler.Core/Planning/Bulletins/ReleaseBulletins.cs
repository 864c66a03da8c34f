using System.Collections.Immutable;
using System.Globalization;
using NodaTime;
using Reconciler.Api;
using Reconciler.Core.Inventory;
using Reconciler.Core.Planning.Changes;
using Reconciler.Core.Releases;
using Reconciler.Core.Time;

namespace Reconciler.Core.Planning.Bulletins;

/// <summary>
/// Instance × catalogue: people hear once of a release that is newer than what they run and, where what they run is no longer supported, once
/// that they have to prepare for an upgrade. Only entries of the catalogue with a date that is not long ago count, so a fleet that is taken
/// over hears nothing of old releases (policy, sections 2 and 4).
/// </summary>
internal static class ReleaseBulletins
{
    /// <summary>The bulletins of all instances.</summary>
    public static IEnumerable<Bulletin> Of(World world)
    {
        var policy = world.Policy.Releases;
        if (!policy.Trains.Any(train => train.Releases.Any(release => release.AvailableFrom is not null)))
        {
            yield break;
        }

        foreach (var site in world.Sites.All)
        {
            var releases = world.ReleasesOf(site);
            if (releases.Oldest is not { Column: { } column } oldest)
            {
                continue;
            }

            var mustLeave = column.Stay == StayRule.Required;
            var news = mustLeave ? Dated([oldest.Newest]).Take(1) : Dated(policy.Trains).Where(dated => releases.Precede(dated.Train, dated.Release));
            foreach (var (train, release, date) in news.Where(dated => IsNews(dated.Date, site, world)))
            {
                yield return mustLeave ? Prepare(site, train, date, column, releases, world) : Available(site, release, date, oldest, releases, world);
            }
        }
    }

    private static IEnumerable<(ReleaseTrain Train, ReleaseVersion Release, DateOnly Date)> Dated(IEnumerable<ReleaseTrain> trains) =>
        from train in trains
        from entry in train.Releases
        where entry.AvailableFrom is not null
        let release = ReleaseVersion.TryParse(entry.Name, out var version) ? version : default
        orderby entry.AvailableFrom, release
        select (train, release, entry.AvailableFrom!.Value);

    private static bool IsNews(DateOnly date, Site site, World world) =>
        world.Moment.Reached(Midnight(date, site)) && !world.Moment.Reached(Midnight(date.AddDays(world.Policy.Releases.NoticeDays), site));

    private static Instant Midnight(DateOnly date, Site site) => WallClock.Map(LocalDate.FromDateOnly(date).AtMidnight(), site.Region.Zone).Instant;

    private static Bulletin Available(Site site, ReleaseVersion release, DateOnly date, Standing oldest, SiteReleases releases, World world) =>
        Make(site, "release", release.ToString(), NoticeKind.ReleaseAvailable, date, Bulletin.FactsOf(site, $"Release {release} is available", world) with
        {
            Applications = Running(releases),
            Target = oldest.Target.ToString(),
            Release = new() { Name = release.ToString(), AvailableFrom = date, Column = oldest.Column!.Name, Stay = oldest.Column.Stay },
        });

    private static Bulletin Prepare(Site site, ReleaseTrain train, DateOnly date, ReleaseColumn column, SiteReleases releases, World world) =>
        Make(site, "prepare", train.Name, NoticeKind.PrepareUpgrade, date, Bulletin.FactsOf(site, $"Prepare for an upgrade to {train.Name}", world) with
        {
            Applications = Running(releases),
            Target = Catalogue.TargetOf(train).ToString(),
            Release = new() { Name = train.Name, AvailableFrom = date, Column = column.Name, Stay = column.Stay },
            Integrations = [.. site.Spec.Integrations.Select(integration => integration.Name)],
        });

    private static ImmutableArray<ApplicationFact> Running(SiteReleases releases) =>
        [.. releases.All.Select(running => new ApplicationFact { Kind = running.Application.Kind, Version = running.Application.Version })];

    private static Bulletin Make(Site site, string topic, string release, NoticeKind kind, DateOnly date, NoticeFacts facts)
    {
        var key = $"{site.Key.Namespace}/DedicatedInstance/{site.Key.Name}/{topic}/{release}";
        var at = Midnight(date, site);
        return new()
        {
            Key = key,
            Name = EntryNames.Join(site.Key.Name, topic, release.ToLower(CultureInfo.InvariantCulture), EntryNames.Hash(key)),
            Origin = new("DedicatedInstance", site.Key.Namespace, site.Key.Name),
            Site = site,
            Role = ContactRole.Upgrades,
            Occasions = [new(kind, topic, new(at, at))],
            Facts = facts,
        };
    }
}
