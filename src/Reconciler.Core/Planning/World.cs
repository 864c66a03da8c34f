using System.Collections.Immutable;
using NodaTime;
using Reconciler.Api;
using Reconciler.Core.Inventory;
using Reconciler.Core.Planning.Announcing;
using Reconciler.Core.Planning.Scheduling;
using Reconciler.Core.Policy;
using Reconciler.Core.Policy.Rules;
using Reconciler.Core.Releases;
using Reconciler.Core.Requests;
using Reconciler.Core.Support;
using Reconciler.Core.Time;

namespace Reconciler.Core.Planning;

/// <summary>What a pass knows while it decides: what people wrote, what was told, the moment, and what has its place already.</summary>
public sealed class World
{
    private readonly Dictionary<ChangeCategory, CategoryPolicy> _categories = [];
    private readonly SiteReleases?[] _releases;
    private readonly Lazy<PlannedUpgrades> _upgrades;
    private readonly Lazy<WrittenRenewals> _renewals;
    private readonly Lazy<ImmutableArray<CaseFile>> _cases;
    private readonly Lazy<ImmutableDictionary<ObjectKey, RequestFile>> _requests;
    private readonly Dictionary<string, Move> _moves = new(StringComparer.Ordinal);
    private readonly Dictionary<(ObjectKey Instance, string Target), int> _partnerMoves = [];

    /// <summary>A pass that is about to decide.</summary>
    /// <param name="snapshot">What people wrote.</param>
    /// <param name="ledger">What was told.</param>
    /// <param name="moment">The instant.</param>
    /// <param name="options">How this pass differs from the ordinary one.</param>
    public World(Snapshot snapshot, Ledger ledger, Moment moment, PlanOptions options)
    {
        ArgumentNullException.ThrowIfNull(snapshot);
        Snapshot = snapshot;
        Moment = moment;
        Options = options;
        Shares = new(options.Share);
        var (known, sites, instances) = ((LedgerIndex?)null, (Sites?)null, (InstanceIndex?)null);
        Shares.Together(snapshot.Instances.Length, () => known = new(ledger), () => sites = new(snapshot, Shares), () => instances = new(snapshot.Instances));
        (Ledger, Sites, Instances) = (known!, sites!, instances!);
        Recipients = new(snapshot.Instances.Length);
        Timetable = new(snapshot.Instances.Length);
        _releases = new SiteReleases?[snapshot.Instances.Length];
        Catalogue = new(snapshot.Policy.Releases);
        _renewals = new(() => new(this));
        _upgrades = new(() => new(snapshot.UpgradePlans, Instances));
        _cases = new(() => [.. Snapshot.SupportCases.Select(declared => new CaseFile(declared, this))]);
        _requests = new(() => Snapshot.ChangeRequests.ToImmutableDictionary(declared => declared.Key, declared => new RequestFile(declared, this)));
        foreach (var category in Enum.GetValues<ChangeCategory>())
        {
            _categories[category] = snapshot.Policy.Categories[Words.Of(category)];
        }
    }

    /// <summary>What people wrote.</summary>
    public Snapshot Snapshot { get; }

    /// <summary>What was told before this pass.</summary>
    public LedgerIndex Ledger { get; }

    /// <summary>The instant of the pass.</summary>
    public Moment Moment { get; }

    /// <summary>How this pass differs from the ordinary one.</summary>
    public PlanOptions Options { get; }

    /// <summary>How work is dealt out.</summary>
    internal Shares Shares { get; }

    /// <summary>Instances where they stand.</summary>
    public Sites Sites { get; }

    /// <summary>Instances, whether or not their region is known.</summary>
    public InstanceIndex Instances { get; }

    /// <summary>Support cases as they stand, by key.</summary>
    public ImmutableArray<CaseFile> Cases => _cases.Value;

    /// <summary>Partners' requests as they stand.</summary>
    public IReadOnlyDictionary<ObjectKey, RequestFile> Requests => _requests.Value;

    /// <summary>The release catalogue.</summary>
    public Catalogue Catalogue { get; }

    /// <summary>Upgrades that are planned.</summary>
    public PlannedUpgrades Upgrades => _upgrades.Value;

    /// <summary>Renewals of certificates that people wrote themselves.</summary>
    internal WrittenRenewals Renewals => _renewals.Value;

    /// <summary>Who is told of each instance.</summary>
    internal Recipients Recipients { get; }

    /// <summary>Short texts that many changes share.</summary>
    internal Texts Texts { get; } = new();

    /// <summary>Names of notices.</summary>
    internal NoticeNames NoticeNames { get; } = new();

    /// <summary>What has its place already.</summary>
    public Timetable Timetable { get; }

    /// <summary>The policy in force.</summary>
    public OperationalPolicySpec Policy => Snapshot.Policy;

    /// <summary>Whether this pass only looks: it decides nothing to be told, and the ledger stays as it is (design: <i>Gates</i>).</summary>
    public bool Observes => !Options.Adopt && (Options.Announce ?? Policy.Announce.Mode) == AnnounceMode.Observe;

    /// <summary>Whether what a ticket speaks of may still be wanted: the object that people wrote, or its instance, exists and can not be read.</summary>
    /// <param name="ticket">The ticket.</param>
    /// <returns>True until both can be read.</returns>
    public bool IsUnreadable(ChangeTicket ticket)
    {
        ArgumentNullException.ThrowIfNull(ticket);
        return !Snapshot.Unreadable.IsEmpty
            && (Snapshot.Unreadable.Contains(Planning.Ledger.OriginOf(ticket)) || Snapshot.Unreadable.Contains(Planning.Ledger.InstanceOf(ticket)));
    }

    /// <summary>How bad it is that nobody is recorded to have been told in time.</summary>
    public Severity SeverityOfNoRecord => Options.ExpectsRecords ? Severity.Error : Severity.Warning;

    /// <summary>What a message adds where records may be elsewhere; else empty.</summary>
    public string NoRecord => Options.ExpectsRecords ? "" : "; there is no record that it was announced (spec.announced)";

    /// <summary>How long a notice rests before it is sent in this pass.</summary>
    public Duration Settle => Options.Settle ? Duration.FromTimeSpan(Policy.Announce.Settle) : Duration.Zero;

    /// <summary>What the policy says of a category.</summary>
    /// <param name="category">The category.</param>
    /// <returns>Its row.</returns>
    public CategoryPolicy CategoryOf(ChangeCategory category) => _categories[category];

    /// <summary>An instant on the clock of a zone, as people read it.</summary>
    /// <param name="instant">The instant.</param>
    /// <param name="zone">The zone.</param>
    /// <returns>As <see cref="Describe.Local"/> says it.</returns>
    public string Local(Instant instant, DateTimeZone zone) => Texts.At("", instant, zone);

    /// <summary>What an instance runs, as the catalogue sees it.</summary>
    /// <param name="site">The instance.</param>
    /// <returns>Its applications that the catalogue knows.</returns>
    public SiteReleases ReleasesOf(Site site)
    {
        ArgumentNullException.ThrowIfNull(site);

        // Two processors may both make it: they make the same.
        return _releases[site.Index] ??= new(site, Catalogue);
    }

    /// <summary>The last instant at which telling a change that opens then is on time; null: no lead time applies.</summary>
    /// <param name="change">The change.</param>
    /// <param name="site">Its site.</param>
    /// <param name="opening">Opening of its window.</param>
    /// <returns>An instant, or null for an emergency or an upload.</returns>
    public Instant? NoticeDeadline(Change change, Site site, Instant opening)
    {
        ArgumentNullException.ThrowIfNull(change);
        ArgumentNullException.ThrowIfNull(site);
        return change.IsEmergency || change.IsUpload ? null : NoticeDeadline(change.Impact, change.Region!, site, opening);
    }

    /// <summary>The last instant at which telling a change with a lead time is on time.</summary>
    /// <param name="impact">Its impact: business days where calls are affected, else plain days.</param>
    /// <param name="region">The region whose clock it keeps.</param>
    /// <param name="site">Its site.</param>
    /// <param name="opening">Opening of its window.</param>
    /// <returns>An instant.</returns>
    internal Instant NoticeDeadline(Impact impact, Region region, Site site, Instant opening) => Change.AffectsCalls(impact)
        ? LeadTime.BusinessDaysBefore(opening, region.Zone, Policy.Notice.CallingAffectingBusinessDays, site.Calendar)
        : LeadTime.DaysBefore(opening, region.Zone, Policy.Notice.OtherDays);

    /// <summary>Whether a change may use weekend windows.</summary>
    /// <param name="change">The change.</param>
    /// <returns>True for provider infrastructure, as the policy's categories say.</returns>
    public bool MayUseWeekends(Change change)
    {
        ArgumentNullException.ThrowIfNull(change);
        return CategoryOf(change.Window.Category).Weekend;
    }

    /// <summary>Remembers the move that gave a change its start in this pass.</summary>
    /// <param name="change">The change.</param>
    /// <param name="move">The move.</param>
    public void Remember(Change change, Move move)
    {
        ArgumentNullException.ThrowIfNull(change);
        _moves[change.Key] = move;
    }

    /// <summary>Takes back what was remembered: the move has no effect.</summary>
    /// <param name="change">The change.</param>
    public void Forget(Change change)
    {
        ArgumentNullException.ThrowIfNull(change);
        _moves.Remove(change.Key);
    }

    /// <summary>Counts the moves of an upgrade that are taken in this pass; another plan may name the same instance and release.</summary>
    /// <param name="change">The change.</param>
    /// <param name="moves">Those that are taken.</param>
    public void Count(Change change, ImmutableArray<MoveRecord> moves)
    {
        ArgumentNullException.ThrowIfNull(change);
        if (!moves.IsEmpty && change is { Upgrade: { } upgrade, Site: { } site })
        {
            var key = (site.Key, Ledger.Normal(upgrade.Target));
            _partnerMoves[key] = _partnerMoves.GetValueOrDefault(key) + moves.Count(move => move.By == Party.Partner);
        }
    }

    /// <summary>How many times the partner moved the upgrade of an instance to a release, in the ledger and in this pass so far.</summary>
    /// <param name="instance">The instance.</param>
    /// <param name="target">The release.</param>
    /// <returns>The count.</returns>
    public int PartnerMoves(ObjectKey instance, string target) =>
        Ledger.PartnerMoves(instance, target) + _partnerMoves.GetValueOrDefault((instance, Ledger.Normal(target)));

    /// <summary>The move that gave a change its start in this pass and that nobody was told yet.</summary>
    /// <param name="change">The change.</param>
    /// <returns>Null where there is none.</returns>
    public Move? MoveOf(Change change)
    {
        ArgumentNullException.ThrowIfNull(change);
        return _moves.GetValueOrDefault(change.Key);
    }

    /// <summary>Whether a place is one that the partner asked for: such a date needs no new lead time (policy, section 2).</summary>
    /// <param name="placement">A change at a place.</param>
    /// <returns>True for a partner's move that nobody was told yet.</returns>
    public bool IsPartnersMove(Placement placement) => MoveOf(placement.Change) is { By: Party.Partner };
}
