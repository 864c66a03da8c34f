using System.Collections.Immutable;
using Reconciler.Api;

namespace Reconciler.Rendering;

/// <summary>Believable facts of every kind of notice, for trying templates without a fleet.</summary>
public static class Samples
{
    private static readonly DateTimeOffset Decided = new(2026, 12, 1, 9, 0, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset Start = new(2026, 12, 16, 2, 0, 0, TimeSpan.Zero);

    private static readonly ProviderContacts Provider = new()
    {
        Name = "Cloud Delivery",
        Domain = "provider.example",
        ChangeManagement = "change-management@provider.example",
        TacPhone = "1-800-555-0100",
        CaseManager = "Support Case Manager",
        ControlHub = "Control Hub",
        CopDownloads = "https://downloads.provider.example",
        TrustPortal = "https://trust.provider.example",
        SupportLanguage = "English",
        SupportHours = "24x7x365",
    };

    /// <summary>One notice of each kind, in the order of <see cref="NoticeKind"/>, to a reader in Chicago.</summary>
    public static ImmutableArray<Notice> Notices { get; } = [.. Enum.GetValues<NoticeKind>().Select(Of)];

    /// <summary>The words for the kinds of notice there is a sample of: the first parts of their templates' names.</summary>
    public static IEnumerable<string> Kinds => Notices.Select(notice => TemplateSet.KindOf(notice.Spec.Kind));

    /// <summary>A notice of a kind to a reader of some language.</summary>
    /// <param name="kind">One of <see cref="Kinds"/>.</param>
    /// <param name="language">Language tag.</param>
    /// <returns>The notice.</returns>
    /// <exception cref="InvalidOperationException">There is no such kind.</exception>
    public static Notice Notice(string kind, string language)
    {
        var notice = Notices.First(sample => TemplateSet.KindOf(sample.Spec.Kind) == kind);
        return notice with { Spec = notice.Spec with { Recipient = notice.Spec.Recipient with { Language = language } } };
    }

    /// <summary>A ticket of an announced upgrade.</summary>
    public static ChangeTicket Ticket { get; } = new()
    {
        Metadata = new() { Name = "amer-to-15su2-globex-amer", Namespace = "fleet" },
        Spec = new()
        {
            Change = "fleet/UpgradePlan/amer-to-15su2/globex-amer/15SU2",
            OriginKind = "UpgradePlan",
            OriginName = "amer-to-15su2",
            Instance = "globex-amer",
            Customer = "Globex",
            Partner = "Northwind",
            Region = "AMER",
            Zone = "America/New_York",
            Category = ChangeCategory.Upgrade,
            Type = TicketType.Normal,
            Summary = "Upgrade to 15SU2",
            Impact = new() { Level = ImpactLevel.Outage },
            Target = "15SU2",
            Told = new() { Start = Start, End = Start.AddHours(6), At = Decided, Deadline = Decided.AddHours(17), Via = "notice" },
            Occasions =
            [
                new()
                {
                    Name = "planned",
                    Kind = NoticeKind.Planned,
                    Sequence = 0,
                    DecidedAt = Decided,
                    Start = Start,
                    End = Start.AddHours(6),
                    Recipients = [new() { Recipient = Reader(NoticeKind.Planned), SentAt = Decided }],
                },
            ],
            PolicyDigest = "sha256:0000",
            RecordedAt = Decided,
        },
        Status = new() { State = TicketState.Scheduled },
    };

    private static Notice Of(NoticeKind kind)
    {
        var (change, entry) = ChangeOf(kind);
        var name = $"{entry}-{TemplateSet.KindOf(kind)}-0-29ae25a7";
        return new()
        {
            Metadata = new() { Name = name, Namespace = "fleet" },
            Spec = new()
            {
                Change = change,
                Entry = entry,
                Kind = kind,
                Occasion = TemplateSet.KindOf(kind),
                Sequence = kind is NoticeKind.Planned or NoticeKind.Reminder or NoticeKind.Emergency ? 0 : 1,
                DecidedAt = Decided,
                MessageId = $"{name}.fleet@provider.example",
                CalendarUid = $"{entry}.fleet@provider.example",
                Recipient = Reader(kind),
                Facts = FactsOf(kind),
            },
        };
    }

    private static (string Change, string Entry) ChangeOf(NoticeKind kind) => kind switch
    {
        NoticeKind.ReleaseAvailable => ("fleet/DedicatedInstance/globex-amer/release/15SU3", "globex-amer-release-15su3"),
        NoticeKind.PrepareUpgrade => ("fleet/DedicatedInstance/globex-amer/prepare/16", "globex-amer-prepare-16"),
        NoticeKind.MajorIncident or NoticeKind.OutageDeclared or NoticeKind.OutageResolved or NoticeKind.DisasterRecovery =>
            ("fleet/SupportCase/no-outside-calls", "no-outside-calls"),
        NoticeKind.Emergency => ("fleet/MaintenanceWindow/restore-calls", "restore-calls"),
        NoticeKind.CopUploaded => ("fleet/CopRequest/locale-set-de/globex-amer", "locale-set-de-globex-amer"),
        NoticeKind.Completed => ("fleet/DedicatedInstance/globex-amer/tomcat/20261222", "globex-amer-tomcat-20261222"),
        _ => ("fleet/UpgradePlan/amer-to-15su2/globex-amer/15SU2", "amer-to-15su2-globex-amer"),
    };

    private static Recipient Reader(NoticeKind kind) => new()
    {
        Name = "Jane Doe",
        Email = "jane@globex.example",
        Party = Party.Customer,
        Role = kind == NoticeKind.Emergency ? "distributionList" : "maintenance",
        Language = "en",
        Zone = "America/Chicago",
    };

    private static NoticeFacts FactsOf(NoticeKind kind) =>
        kind is NoticeKind.ReleaseAvailable or NoticeKind.PrepareUpgrade ? ReleaseFactsOf(kind)
        : kind is NoticeKind.MajorIncident or NoticeKind.OutageDeclared or NoticeKind.OutageResolved or NoticeKind.DisasterRecovery ? IncidentFactsOf(kind)
        : ChangeFactsOf(kind);

    private static NoticeFacts IncidentFactsOf(NoticeKind kind) => new()
    {
        Instance = "globex-amer",
        Customer = "Globex",
        Partner = "Northwind",
        Region = "AMER",
        Zone = "America/New_York",
        Summary = "No outside calls",
        Start = Decided,
        End = Decided,
        Impact = new() { Level = ImpactLevel.NoImpact },
        Incident = new()
        {
            Case = "698765432",
            Summary = "No outside calls",
            Severity = CaseSeverity.S1,
            Recovery = kind == NoticeKind.DisasterRecovery
                ? new() { At = Decided, ServiceLevel = "calls inside and out work; no voicemail", Actions = ["rebuild the publisher in dc-amer-2"], Timeline = "voicemail is back by 18:00 EST" }
                : null,
        },
        Provider = Provider,
    };

    private static NoticeFacts ReleaseFactsOf(NoticeKind kind) => new()
    {
        Instance = "globex-amer",
        Customer = "Globex",
        Partner = "Northwind",
        Region = "AMER",
        Zone = "America/New_York",
        Summary = "Release 15SU3 is available",
        Applications = [new() { Kind = ApplicationKind.Cucm, Version = "14SU3" }, new() { Kind = ApplicationKind.UnityConnection, Version = "14SU3" }],
        Start = Decided,
        End = Decided,
        Impact = new() { Level = ImpactLevel.NoImpact },
        Target = kind == NoticeKind.PrepareUpgrade ? "16" : "15SU2",
        Release = kind == NoticeKind.PrepareUpgrade
            ? new() { Name = "16", AvailableFrom = new(2026, 11, 30), Column = "n-2", Stay = StayRule.Required }
            : new() { Name = "15SU3", AvailableFrom = new(2026, 11, 30), Column = "n-1", Stay = StayRule.Advised },
        Integrations = kind == NoticeKind.PrepareUpgrade ? ["Verint recorder"] : [],
        Provider = Provider,
    };

    private static NoticeFacts ChangeFactsOf(NoticeKind kind) => new()
    {
        Instance = "globex-amer",
        Customer = "Globex",
        Partner = "Northwind",
        Region = "AMER",
        Zone = "America/New_York",
        Category = kind switch { NoticeKind.CopUploaded => ChangeCategory.Upload, NoticeKind.Emergency => ChangeCategory.Interrupting, NoticeKind.Completed => ChangeCategory.Certificate, _ => ChangeCategory.Upgrade },
        Summary = kind == NoticeKind.Emergency ? "Restore calls through the emergency gateway" : "Upgrade to 15SU2",
        SummaryDeclared = kind == NoticeKind.Emergency,
        Applications = [new() { Kind = ApplicationKind.Cucm, Version = "14SU3" }, new() { Kind = ApplicationKind.UnityConnection, Version = "14SU3" }],
        DataCenters = ["dc-amer-1"],
        DataCentersKept = ["dc-amer-2"],
        Start = Start,
        End = Start.AddHours(6),
        PreviousStart = kind == NoticeKind.Moved ? Start.AddDays(-7) : null,
        Impact = new() { Level = ImpactLevel.Outage, Text = kind == NoticeKind.Planned ? "Calling may be interrupted for up to 20 minutes while nodes switch." : null },
        Steps = ["upgrade publisher, then subscribers", "switch the version"],
        BackOut = "switch back to the inactive partition",
        Target = kind is NoticeKind.Completed or NoticeKind.Emergency or NoticeKind.CopUploaded ? null : "15SU2",
        Requirements = kind is NoticeKind.Planned or NoticeKind.Moved ? ["endpoints run firmware that CUCM 15 supports"] : [],
        CopFile = kind == NoticeKind.CopUploaded ? "cmterm-locale-de_DE-15.0.1.2000-1.k4.cop.sha512" : null,
        CopChecksum = kind == NoticeKind.CopUploaded ? "sha512:5d5a6b2f" : null,
        Certificate = kind == NoticeKind.Completed ? "tomcat" : null,
        CertificateExpiry = kind == NoticeKind.Completed ? new DateOnly(2026, 12, 22) : null,
        SsoSteps = kind == NoticeKind.Completed,
        IdentityProvider = kind == NoticeKind.Completed ? "Entra ID" : null,
        Integrations = kind == NoticeKind.CopUploaded ? [] : ["Verint recorder", "InformaCast"],
        EmergencyGround = kind == NoticeKind.Emergency ? EmergencyGround.RestoreService : null,
        CustomerImpact = kind == NoticeKind.Emergency ? "outbound calls of all American stores fail" : null,
        AnswerBy = kind == NoticeKind.Planned ? Start.AddDays(-7) : null,
        MovesLeft = kind switch { NoticeKind.Planned => 1, NoticeKind.Moved => 0, _ => null },
        Reason = kind is NoticeKind.Moved or NoticeKind.Cancelled ? "quarter close" : null,
        Outcome = kind is NoticeKind.Completed or NoticeKind.CopUploaded ? new() { Result = OutcomeResult.Succeeded, EndedAt = Start.AddHours(4) } : null,
        Provider = Provider,
    };
}
