using Reconciler.Api;
using Reconciler.Cli.Texts;
using Reconciler.Manifests;

namespace Reconciler.Cli.Rendered;

/// <summary>A change that never was, for looking at templates.</summary>
internal static class Samples
{
    /// <summary>The word for a sample of a ticket.</summary>
    public const string TicketKind = "ticket";

    private const string Entry = "amer-to-15su2-globex-amer";
    private const string Change = "fleet/UpgradePlan/amer-to-15su2/globex-amer/15SU2";
    private const string Zone = "America/New_York";

    private static readonly DateTimeOffset Decided = new(2026, 12, 1, 9, 0, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset Start = new(2026, 12, 16, 2, 0, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset End = new(2026, 12, 16, 8, 0, 0, TimeSpan.Zero);

    /// <summary>Every kind there is a sample of.</summary>
    public static IEnumerable<string> Kinds => [.. Enum.GetValues<NoticeKind>().Select(Words.Of), TicketKind];

    /// <summary>What may be said about the change.</summary>
    public static NoticeFacts Facts => new()
    {
        Instance = "globex-amer",
        Customer = "Globex",
        Partner = "Initrode",
        Region = "AMER",
        Zone = Zone,
        Category = ChangeCategory.Upgrade,
        Summary = "Upgrade work",
        Applications =
        [
            new() { Kind = ApplicationKind.Cucm, Version = "14SU3" },
            new() { Kind = ApplicationKind.ImPresence, Version = "14SU3" },
            new() { Kind = ApplicationKind.UnityConnection, Version = "14SU3" },
        ],
        DataCenters = ["dc-amer-1"],
        DataCentersKept = ["dc-amer-2"],
        Start = Start,
        End = End,
        Impact = new() { Level = ImpactLevel.Outage, Text = "Calling may be interrupted for up to 20 minutes while nodes switch; dc-amer-2 keeps calls up." },
        Steps = ["Install the COP files on every node", "Upgrade and switch the publisher", "Switch the subscribers", "Switch IM and Presence"],
        BackOut = "Switch back to the inactive partition",
        Target = "15SU2",
        Requirements = ["Endpoints run firmware that registers with release 15"],
        Integrations = ["Verint recorder", "Informacast"],
        AnswerBy = new(2026, 12, 9, 2, 0, 0, TimeSpan.Zero),
        MovesLeft = 1,
        Provider = ShippedPolicy.Spec.Provider,
    };

    /// <summary>Its ticket.</summary>
    public static ChangeTicket Ticket => new()
    {
        Metadata = new() { Name = Entry, Namespace = "fleet" },
        Spec = new()
        {
            Change = Change,
            OriginKind = "UpgradePlan",
            OriginName = "amer-to-15su2",
            Instance = "globex-amer",
            Customer = "Globex",
            Partner = "Initrode",
            Region = "AMER",
            Zone = Zone,
            Category = ChangeCategory.Upgrade,
            Type = TicketType.Normal,
            Summary = "Upgrade work",
            Impact = Facts.Impact,
            Target = "15SU2",
            Told = new() { Start = Start, End = End, At = Decided, Deadline = new(2026, 12, 2, 2, 0, 0, TimeSpan.Zero), Via = "notice" },
            Occasions =
            [
                new()
                {
                    Name = "planned",
                    Kind = NoticeKind.Planned,
                    Sequence = 0,
                    DecidedAt = Decided,
                    Start = Start,
                    End = End,
                    Recipients = [new() { Recipient = Recipient("en"), SentAt = Decided }],
                },
            ],
            PolicyDigest = "sha256:sample",
            RecordedAt = Decided,
        },
        Status = new() { State = TicketState.Scheduled },
    };

    /// <summary>A notice about it.</summary>
    /// <param name="kind">One of <see cref="Kinds"/>, but the ticket.</param>
    /// <param name="language">Language of the reader.</param>
    /// <returns>The notice.</returns>
    public static Notice Notice(string kind, string language) => Notice(Enum.GetValues<NoticeKind>().First(member => Words.Of(member) == kind), language);

    private static Notice Notice(NoticeKind kind, string language) => new()
    {
        Metadata = new() { Name = $"{Entry}-{Words.Of(kind).ToLowerInvariant()}-0-sample", Namespace = "fleet" },
        Spec = new()
        {
            Change = Change,
            Entry = Entry,
            Kind = kind,
            Occasion = kind == NoticeKind.Reminder ? "reminder-3d" : Words.Of(kind),
            Sequence = kind is NoticeKind.Planned or NoticeKind.Reminder or NoticeKind.Emergency ? 0 : 1,
            DecidedAt = Decided,
            MessageId = $"{Entry}-{Words.Of(kind).ToLowerInvariant()}-0-sample.fleet@{Facts.Provider.Domain}",
            CalendarUid = $"{Entry}.fleet@{Facts.Provider.Domain}",
            Recipient = Recipient(language),
            Facts = FactsOf(kind),
        },
    };

    private static Recipient Recipient(string language) => new()
    {
        Name = "Initrode operations",
        Email = "operations@initrode.example",
        Party = Party.Partner,
        Role = "maintenance",
        Language = language,
        Zone = language.StartsWith("zh", StringComparison.Ordinal) ? "Asia/Shanghai" : "America/Chicago",
    };

    private static NoticeFacts FactsOf(NoticeKind kind) => kind switch
    {
        NoticeKind.Moved => Facts with { PreviousStart = Start.AddDays(-7), Reason = "quarter close", MovesLeft = 0, AnswerBy = null },
        NoticeKind.Cancelled => Facts with { Reason = "the upgrade is no longer needed", AnswerBy = null },
        NoticeKind.Emergency => Facts with
        {
            Category = ChangeCategory.Interrupting,
            Target = null,
            Requirements = [],
            Summary = "Restart of the call-control service",
            SummaryDeclared = true,
            EmergencyGround = Api.EmergencyGround.RestoreService,
            CustomerImpact = "Users of one site can not place calls",
            AnswerBy = null,
            MovesLeft = null,
        },
        NoticeKind.Completed => Facts with
        {
            Category = ChangeCategory.Certificate,
            Target = null,
            Requirements = [],
            Summary = "Certificate work",
            Certificate = "tomcat",
            CertificateExpiry = new(2026, 12, 20),
            SsoSteps = true,
            IdentityProvider = "Okta",
            AnswerBy = null,
            Outcome = new() { Result = OutcomeResult.Succeeded, EndedAt = End },
        },
        NoticeKind.CopUploaded => Facts with
        {
            Category = ChangeCategory.Upload,
            Target = null,
            Requirements = [],
            Summary = "Upload of a COP file",
            CopFile = "cmterm-8845_65-sip.14-4-1-0001-36.k4.cop.sha512",
            CopChecksum = "sha512:0f1e",
            Impact = new() { Level = ImpactLevel.NoImpact },
            AnswerBy = null,
            MovesLeft = null,
        },
        NoticeKind.Started => Facts with { AnswerBy = null },
        _ => Facts,
    };
}
