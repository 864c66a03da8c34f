using System.Collections.Immutable;
using System.ComponentModel.DataAnnotations;

namespace Reconciler.Api;

/// <summary>Notice before changes (section 2).</summary>
public sealed record NoticePolicy
{
    /// <summary>Business days before the opening, for a change that affects calling (NOT001).</summary>
    [Range(0, 365)]
    public required int CallingAffectingBusinessDays { get; init; }

    /// <summary>Calendar days before the opening, for every other change (NOT002).</summary>
    [Range(0, 365)]
    public required int OtherDays { get; init; }

    /// <summary>Calendar days that a partner has to object to a date.</summary>
    [Range(0, 365)]
    public required int ObjectionDays { get; init; }

    /// <summary>Calendar days after which a move that was asked for, but not declared, warns when it is first seen.</summary>
    [Range(0, 365)]
    public required int BackdatedDays { get; init; }

    /// <summary>Weekdays that count as business days unless a calendar lists them.</summary>
    public required ImmutableArray<DayOfWeek> BusinessDays { get; init; }

    /// <summary>Parties that need a reachable contact (NOT003).</summary>
    public required ImmutableArray<Party> Parties { get; init; }
}

/// <summary>Whether notices are sent at all.</summary>
public enum AnnounceMode
{
    /// <summary>Statuses only: nothing is sent, nothing is recorded as told.</summary>
    Observe,

    /// <summary>Notices are sent.</summary>
    Send,
}

/// <summary>When notices are sent.</summary>
public sealed record AnnouncePolicy
{
    /// <summary>Observe or send.</summary>
    public required AnnounceMode Mode { get; init; }

    /// <summary>Business days before the opening at which the planned notice falls due.</summary>
    [Range(0, 365)]
    public required int AheadBusinessDays { get; init; }

    /// <summary>How long a notice rests before it is sent; no longer wanted then, it is withdrawn unsent.</summary>
    [DurationRange("0s", "7d")]
    public required TimeSpan Settle { get; init; }

    /// <summary>Reminders, as days before the start.</summary>
    public required ImmutableArray<int> ReminderDays { get; init; }
}

/// <summary>Choosing a start.</summary>
public sealed record SchedulingPolicy
{
    /// <summary>How far ahead of now a start is looked for where a change has no latest end.</summary>
    [DurationRange("1d", "730d")]
    public required TimeSpan Horizon { get; init; }

    /// <summary>How far ahead of now occurrences of a schedule become changes.</summary>
    [DurationRange("1d", "365d")]
    public required TimeSpan RecurringHorizon { get; init; }

    /// <summary>Distance of candidates, from the opening of a window.</summary>
    [DurationRange("1m", "24h")]
    public required TimeSpan Step { get; init; }
}

/// <summary>Renewal of certificates that the provider manages (section 3).</summary>
public sealed record CertificatePolicy
{
    /// <summary>Days before expiry from which a renewal may start, included.</summary>
    [Range(0, 365)]
    public required int EarliestDaysBefore { get; init; }

    /// <summary>Days before expiry until which a renewal may start, included.</summary>
    [Range(0, 365)]
    public required int LatestDaysBefore { get; init; }

    /// <summary>Calendar days before expiry at which the renewal is planned.</summary>
    [Range(1, 730)]
    public required int PlanAheadDays { get; init; }

    /// <summary>How long a renewal takes where the certificate does not say.</summary>
    [DurationRange("1m", "24h")]
    public required TimeSpan Duration { get; init; }

    /// <summary>What the partner does after a renewal where SSO is on (CRT003).</summary>
    public required ImmutableArray<SsoStep> SsoSteps { get; init; }

    /// <summary>What is recommended after that.</summary>
    public required ImmutableArray<SsoStep> SsoRecommended { get; init; }
}

/// <summary>Upgrades (section 4).</summary>
public sealed record UpgradePolicy
{
    /// <summary>How many times the partner may move one upgrade of one instance.</summary>
    [Range(0, 100)]
    public required int PartnerMoves { get; init; }

    /// <summary>Calendar days before the opening by which such a move is asked for.</summary>
    [Range(0, 365)]
    public required int MoveNoticeDays { get; init; }

    /// <summary>How long the upgrade of one instance takes, in a drafted plan.</summary>
    [DurationRange("1m", "24h")]
    public required TimeSpan Duration { get; init; }

    /// <summary>Time between the canary's end and the other upgrades, in a drafted plan.</summary>
    [DurationRange("0s", "90d")]
    public required TimeSpan Soak { get; init; }

    /// <summary>What has to be in place before, in a drafted plan.</summary>
    public ImmutableArray<string> Requirements { get; init; } = [];
}

/// <summary>Emergency changes (section 7).</summary>
public sealed record EmergencyPolicy
{
    /// <summary>Who may approve; empty: anybody, and somebody has to.</summary>
    public required ImmutableArray<string> Approvers { get; init; }
}

/// <summary>Gates before what can not be undone: more than this decided in one rolling hour rests until released.</summary>
public sealed record SafetyPolicy
{
    /// <summary>Cancellations of announced changes.</summary>
    [Range(0, 1000000)]
    public required int MaxCancellations { get; init; }

    /// <summary>Moves of announced changes.</summary>
    [Range(0, 1000000)]
    public required int MaxMoves { get; init; }

    /// <summary>Notices of any kind.</summary>
    [Range(0, 1000000)]
    public required int MaxNotices { get; init; }
}

/// <summary>How long things are remembered.</summary>
public sealed record RetentionPolicy
{
    /// <summary>Tickets: calendar days after the change ended.</summary>
    [Range(1, 36500)]
    public required int TicketDays { get; init; }

    /// <summary>Notices: calendar days after the change ended.</summary>
    [Range(1, 36500)]
    public required int NoticeDays { get; init; }
}

/// <summary>The provider as notices and tickets name it (section 2).</summary>
public sealed record ProviderContacts
{
    /// <summary>Name.</summary>
    public required string Name { get; init; }

    /// <summary>Domain, for calendar entries and Message-IDs.</summary>
    public required string Domain { get; init; }

    /// <summary>Mailbox for answers to notices; also their sender and organizer.</summary>
    [Format(ValueFormat.Email)]
    public required string ChangeManagement { get; init; }

    /// <summary>Phone of support, recommended for S1 and S2.</summary>
    public required string TacPhone { get; init; }

    /// <summary>Where S3 and S4 may be filed.</summary>
    public required string CaseManager { get; init; }

    /// <summary>Where alerts and service requests live.</summary>
    public required string ControlHub { get; init; }

    /// <summary>Where COP files are downloaded.</summary>
    public required string CopDownloads { get; init; }

    /// <summary>Where attestation letters are found.</summary>
    public required string TrustPortal { get; init; }

    /// <summary>Language of support.</summary>
    public required string SupportLanguage { get; init; }

    /// <summary>Hours of support.</summary>
    public required string SupportHours { get; init; }
}
