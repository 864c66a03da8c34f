using System.Collections.Immutable;
using System.Globalization;
using NodaTime;
using Reconciler.Api;
using Reconciler.Core.Inventory;
using Reconciler.Core.Planning.Announcing;
using Reconciler.Core.Planning.Changes;
using Reconciler.Core.Support;

namespace Reconciler.Core.Planning.Bulletins;

/// <summary>
/// Support cases: people hear at once of an outage, of its end, of every update of a disaster recovery and, where none of these is declared,
/// of a case whose severity the provider mails of by itself (policy, sections 2, 8 and 10). What is not news any more is told to nobody.
/// </summary>
internal static class CaseBulletins
{
    private sealed record Told(NoticeKind Kind, string Name, DateTimeOffset At, RecoveryUpdate? Recovery = null);

    /// <summary>The bulletins of all cases.</summary>
    public static IEnumerable<Bulletin> Of(World world) =>
        from file in world.Cases
        where file.Site is not null
        let told = Tell(file).Where(told => IsNews(told.At, world)).DistinctBy(told => told.Name).ToImmutableArray()
        where !told.IsEmpty
        select Make(file, file.Site!, told, world);

    private static IEnumerable<Told> Tell(CaseFile file) => file switch
    {
        { Spec.Incident: { Kind: IncidentKind.Outage } outage } =>
        [
            new(NoticeKind.OutageDeclared, "outage-declared", outage.DeclaredAt),
            .. outage.ResolvedAt is { } at ? (Told[])[new(NoticeKind.OutageResolved, "outage-resolved", at)] : [],
        ],
        { Spec.Incident: { Kind: IncidentKind.DisasterRecovery } recovery } =>
            recovery.Recovery.Select(update => new Told(NoticeKind.DisasterRecovery, string.Create(CultureInfo.InvariantCulture, $"recovery-{update.At.UtcDateTime:yyyyMMdd-HHmm}"), update.At, update)),
        { IsResolved: false, Severity: { } severity, SeverityPolicy.Mails: true } =>
            [new(NoticeKind.MajorIncident, $"incident-{severity}".ToLowerInvariant(), file.Triaged?.At ?? file.Spec.OpenedAt)],
        _ => [],
    };

    private static bool IsNews(DateTimeOffset at, World world) =>
        world.Moment.Reached(Instant.FromDateTimeOffset(at))
        && !world.Moment.Reached(Instant.FromDateTimeOffset(at) + Duration.FromDays(world.Policy.Support.NewsDays));

    private static Bulletin Make(CaseFile file, Site site, ImmutableArray<Told> told, World world)
    {
        var (declared, key) = (file.Declared.Key, $"{file.Declared.Key.Namespace}/SupportCase/{file.Declared.Key.Name}");
        return new()
        {
            Key = key,
            Name = EntryNames.Join(declared.Name, EntryNames.Hash(key)),
            Origin = new("SupportCase", declared.Namespace, declared.Name),
            Site = site,
            Role = ContactRole.Outage,
            IsUrgent = true,
            Occasions = [.. told.Select(item => new WantedOccasion(item.Kind, item.Name, At(item.At)))],
            Incidents = told.ToImmutableDictionary(item => item.Name, item => new IncidentFact
            {
                Case = file.Spec.Number ?? declared.Name,
                Summary = file.Spec.Summary,
                Severity = file.Severity,
                Recovery = item.Recovery,
            }),
            Facts = Bulletin.FactsOf(site, file.Spec.Summary, world),
        };
    }

    private static Interval At(DateTimeOffset at) => new(Instant.FromDateTimeOffset(at), Instant.FromDateTimeOffset(at));
}
