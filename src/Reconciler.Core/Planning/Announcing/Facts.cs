using System.Collections.Immutable;
using NodaTime;
using Reconciler.Api;
using Reconciler.Core.Inventory;
using Reconciler.Core.Planning.Bulletins;
using Reconciler.Core.Policy.Rules;
using Reconciler.Core.Time;

namespace Reconciler.Core.Planning.Announcing;

/// <summary>The facts that notices and tickets may tell of a change.</summary>
internal static class Facts
{
    /// <summary>One line that says what is done: as declared, else made from what is known.</summary>
    public static string SummaryOf(Change change) =>
        change.Window.Summary ?? $"{char.ToUpperInvariant(Words.Of(change.Window.Category)[0])}{Words.Of(change.Window.Category)[1..]} work";

    /// <summary>Facts of a change that is still declared.</summary>
    /// <param name="change">The change.</param>
    /// <param name="site">Where it happens.</param>
    /// <param name="occasion">What is said.</param>
    /// <param name="movesLeft">How often the partner may still move it; null: not limited.</param>
    /// <param name="world">The pass.</param>
    public static NoticeFacts Of(Change change, Site site, Occasion occasion, int? movesLeft, World world)
    {
        var spec = site.Spec;
        var move = change.Window.Moves.IsEmpty ? null : change.Window.Moves[^1];
        return new()
        {
            Instance = site.Key.Name,
            Customer = spec.Customer,
            Partner = spec.Partner,
            Region = change.Region!.Name,
            Zone = change.Region!.Zone.Id,
            Category = change.Window.Category,
            Summary = SummaryOf(change),
            SummaryDeclared = change.IsDeclaredWindow && change.Window.Summary is not null,
            Applications =
            [
                .. spec.Applications
                    .Where(application => change.Applications.Contains(application.Kind))
                    .Select(application => new ApplicationFact { Kind = application.Kind, Version = application.Version }),
            ],
            DataCenters = change.DataCenters,
            DataCentersKept = [.. spec.DataCenters.Where(center => !change.DataCenters.Contains(center))],
            Start = occasion.Start,
            End = occasion.End,
            PreviousStart = occasion.PreviousStart,
            Impact = change.Impact,
            Steps = change.Window.Steps,
            BackOut = change.Window.BackOut,
            Target = change.Upgrade?.Target,
            Requirements = change.Upgrade?.Requirements ?? [],
            CopFile = change.Cop?.File,
            CopChecksum = change.Cop?.Checksum,
            Certificate = change.Certificate?.Name,
            CertificateExpiry = change.Certificate is { } certificate ? Crt001.ExpiryDate(certificate, change.Region!.Zone).ToDateOnly() : null,
            SsoSteps = change.Window.Category == ChangeCategory.Certificate && spec.Sso is { Enabled: true },
            IdentityProvider = spec.Sso?.IdentityProvider,
            Integrations = IntegrationsOf(change, spec),
            EmergencyGround = change.IsEmergency ? change.Window.Emergency?.Ground : null,
            CustomerImpact = change.Window.Emergency?.CustomerImpact,
            AnswerBy = AnswerBy(change, site, occasion, movesLeft, world)?.ToDateTimeOffset(),
            MovesLeft = movesLeft,
            Reason = occasion.Kind == NoticeKind.Moved ? move?.Reason : null,
            Outcome = change.Outcome,
            Revision = change.Annotations.GetValueOrDefault(Annotations.Revision),
            Author = change.Annotations.GetValueOrDefault(Annotations.Author),
            Provider = world.Policy.Provider,
        };
    }

    /// <summary>Facts of something that is told without a change.</summary>
    public static NoticeFacts Of(Bulletin bulletin, Occasion occasion) => bulletin.Facts with
    {
        Start = occasion.Start,
        End = occasion.End,
        Incident = bulletin.Incidents.GetValueOrDefault(occasion.Name),
    };

    /// <summary>Facts of a change whose object is gone: what its ticket remembers.</summary>
    public static NoticeFacts Of(ChangeTicketSpec ticket, Occasion occasion, World world) => new()
    {
        Instance = ticket.Instance,
        Customer = ticket.Customer,
        Partner = ticket.Partner,
        Region = ticket.Region,
        Zone = ticket.Zone,
        Category = ticket.Category,
        Summary = ticket.Summary,
        Start = occasion.Start,
        End = occasion.End,
        PreviousStart = occasion.PreviousStart,
        Impact = ticket.Impact,
        Target = ticket.Target,
        Outcome = ticket.Outcome,
        Revision = ticket.CancelledAt is null ? null : ticket.Revision,
        Author = ticket.CancelledAt is null ? null : ticket.Author,
        Provider = world.Policy.Provider,
    };

    private static ImmutableArray<string> IntegrationsOf(Change change, DedicatedInstanceSpec spec) =>
    [
        .. spec.Integrations
            .Where(integration => integration.Applications.IsEmpty || integration.Applications.Any(kind => change.Applications.Contains(kind)))
            .Select(integration => integration.Name),
    ];

    // An upgrade can be moved until a week before its window; anything else within the days of objection. No emergency and no start
    // that is near moves any more.
    private static Instant? AnswerBy(Change change, Site site, Occasion occasion, int? movesLeft, World world)
    {
        if (change.IsEmergency || change.IsUpload || movesLeft == 0 || occasion.Kind is not (NoticeKind.Planned or NoticeKind.Moved or NoticeKind.Reminder))
        {
            return null;
        }

        var opening = site.OpeningOf(Instant.FromDateTimeOffset(occasion.Start), change.Applications);
        var decided = Instant.FromDateTimeOffset(occasion.DecidedAt);
        var by = change.Upgrade is not null
            ? LeadTime.DaysBefore(opening, change.Region!.Zone, world.Policy.Upgrades.MoveNoticeDays)
            : LeadTime.DaysBefore(decided, change.Region!.Zone, -world.Policy.Notice.ObjectionDays);
        return by > decided && (change.Upgrade is not null || occasion.Kind != NoticeKind.Reminder) ? by : null;
    }
}
