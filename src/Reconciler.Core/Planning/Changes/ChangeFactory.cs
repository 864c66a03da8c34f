using System.Collections.Immutable;
using NodaTime;
using Reconciler.Api;
using Reconciler.Core.Inventory;
using Reconciler.Core.Planning.Announcing;
using Reconciler.Core.Policy;
using Reconciler.Core.Policy.Rules;
using Reconciler.Core.Releases;

namespace Reconciler.Core.Planning.Changes;

/// <summary>Makes a change of a wish: fills in what the policy and the instance say, and joins it with what the ledger knows.</summary>
/// <param name="world">The pass.</param>
internal sealed class ChangeFactory(World world)
{
    private readonly Dictionary<ChangeCategory, Impact> _impacts = Enum.GetValues<ChangeCategory>()
        .ToDictionary(category => category, category => new Impact { Level = world.CategoryOf(category).Impact });

    /// <summary>The pass.</summary>
    public World World => world;

    /// <summary>Everything that tells one change from another; a value, for there are as many as changes and none is kept.</summary>
    public readonly record struct Wish(string Key, string Name, ObjectRef Origin, Source Source, ImmutableSortedDictionary<string, string> Annotations, MaintenanceWindowSpec Window)
    {
        public required string StartPath { get; init; }

        public string? Path { get; init; }

        public bool IsDeclaredWindow { get; init; }

        public LocalDateTime? OccurrenceClock { get; init; }

        public WavePlace? Wave { get; init; }

        public UpgradePlanSpec? Upgrade { get; init; }

        public ReleaseVersion? Target { get; init; }

        public CopRequestSpec? Cop { get; init; }

        public Certificate? Certificate { get; init; }
    }

    /// <summary>The change of a wish.</summary>
    public Change Make(in Wish wish)
    {
        var window = wish.Window;
        var site = world.Sites.Find(new(wish.Origin.Namespace, window.Instance));
        var latest = world.Ledger.Latest(wish.Key);
        var wasCancelled = latest is not null && WasCancelled(latest, world);
        var incarnation = latest is null ? 1 : latest.Spec.Incarnation + (wasCancelled ? 1 : 0);
        var ticket = wasCancelled ? null : latest;
        var impact = window.Impact ?? _impacts[window.Category];
        var applications = !window.Applications.IsEmpty ? window.Applications
            : site is null ? [] : site.Applications;
        var isEmergency = Emg001.Stands(window.Emergency, world.Policy.Emergency);
        var change = new Change
        {
            Key = wish.Key,
            Name = EntryNames.Incarnation(wish.Name, incarnation),
            Origin = wish.Origin,
            Source = wish.Source,
            Annotations = wish.Annotations,
            Path = wish.Path ?? "spec",
            StartPath = wish.StartPath,
            Window = window,
            Site = site,
            Impact = impact,
            Applications = applications,
            DataCenters = !window.DataCenters.IsEmpty ? window.DataCenters : site?.Spec.DataCenters ?? [],
            IsDeclaredWindow = wish.IsDeclaredWindow,
            OccurrenceClock = wish.OccurrenceClock,
            Wave = wish.Wave,
            Upgrade = wish.Upgrade,
            Target = wish.Target,
            Cop = wish.Cop,
            Certificate = wish.Certificate,
            IsEmergency = isEmergency,
            Duration = Duration.FromTimeSpan(window.Duration),
            Ticket = ticket,
            Incarnation = incarnation,
            Told = ticket?.Spec.Told ?? (site is null ? null : ToldElsewhere(window, site, applications, impact, isEmergency)),
        };
        return world.Options.TakesAsTold && change.Told is null && TakenAsTold(change) is { } told ? change with { Told = told } : change;
    }

    /// <summary>
    /// Whether a ticket ended with a cancellation: somebody was sent it. Where nobody has to be, it rests like a notice, so that a second thought can take it back.
    /// </summary>
    public static bool WasCancelled(ChangeTicket ticket, World world)
    {
        if (ticket.Spec.CancelledAt is not { } at)
        {
            return false;
        }

        var said = ticket.Spec.Occasions.Where(occasion => occasion.Kind == NoticeKind.Cancelled && !occasion.Recipients.IsEmpty).ToArray();
        return said.Length > 0
            ? said.All(occasion => occasion.Recipients.Any(recipient => recipient.SentAt is not null))
            : world.Moment.Reached(Instant.FromDateTimeOffset(at) + world.Settle);
    }

    private ToldStart? TakenAsTold(Change change)
    {
        if (change is not { IsUpload: false, Window.Start: { } declared, Site: { } site } || site.StartOf(declared, change.Applications) is not { } start)
        {
            return null;
        }

        var placement = new Placement(change, new(start, start + change.Duration), site);
        return WantedOccasions.DueOf(placement, world) is { } due && !world.Moment.Reached(due) ? null : new()
        {
            Start = placement.Start.ToDateTimeOffset(),
            End = placement.End.ToDateTimeOffset(),
            At = world.Moment.Now.ToDateTimeOffset(),
            Via = "the base of the comparison",
        };
    }

    // Most changes of a fleet are told so: it is asked before the change is made, which then need not be made anew.
    private ToldStart? ToldElsewhere(MaintenanceWindowSpec window, Site site, ImmutableArray<ApplicationKind> applications, Impact impact, bool isEmergency)
    {
        if (window.Announced.IsEmpty)
        {
            return null;
        }

        var announced = window.Announced[^1];
        var at = Instant.FromDateTimeOffset(announced.At);
        if (!world.Moment.Reached(at) || (announced.Start ?? window.Start) is not { } declared || site.StartOf(declared, applications) is not { } start)
        {
            return null;
        }

        var hasLeadTime = !isEmergency && window.Category != ChangeCategory.Upload;
        return new()
        {
            Start = start.ToDateTimeOffset(),
            End = (start + Duration.FromTimeSpan(window.Duration)).ToDateTimeOffset(),
            At = announced.At.ToUniversalTime(),
            Deadline = hasLeadTime ? world.NoticeDeadline(impact, site.RegionsOf(applications).First, site, site.OpeningOf(start, applications)).ToDateTimeOffset() : null,
            Via = announced.Via,
        };
    }
}
