using System.Text.Json.Serialization;

namespace Reconciler.Api;

/// <summary>One message to one recipient on one occasion. Its facts never change; its text is a function of them and of the templates.</summary>
[ResourceKind("Notice", "ntc", Generated = true)]
public sealed record Notice : Resource<NoticeSpec, NoticeStatus>;

/// <summary>Kinds of notice (policy, section 2).</summary>
public enum NoticeKind
{
    /// <summary>First notice of a planned change.</summary>
    Planned,

    /// <summary>Reminder before it.</summary>
    Reminder,

    /// <summary>It has another start.</summary>
    Moved,

    /// <summary>It is called off.</summary>
    Cancelled,

    /// <summary>First notice of an emergency change.</summary>
    Emergency,

    /// <summary>It has begun.</summary>
    Started,

    /// <summary>It has ended, with the outcome and what is left to do.</summary>
    Completed,

    /// <summary>A COP file that a customer asked for is on the instance's SFTP server.</summary>
    CopUploaded,

    /// <summary>No change: a release that concerns the instance is in the catalogue.</summary>
    ReleaseAvailable,

    /// <summary>No change: the instance has become unsupported and has to be upgraded, in a window that is agreed jointly.</summary>
    PrepareUpgrade,

    /// <summary>No change: a case of a severity of which the provider mails by itself.</summary>
    MajorIncident,

    /// <summary>No change: a core service is down.</summary>
    OutageDeclared,

    /// <summary>No change: it is back.</summary>
    OutageResolved,

    /// <summary>No change: service level, actions and timeline of a disaster recovery.</summary>
    DisasterRecovery,
}

/// <summary>Where a notice stands.</summary>
public enum NoticeState
{
    /// <summary>It will fall due.</summary>
    [JsonStringEnumMemberName("Pending")]
    Pending,

    /// <summary>It is decided and rests, or is to be sent now.</summary>
    [JsonStringEnumMemberName("Due")]
    Due,

    /// <summary>Delivery was accepted.</summary>
    [JsonStringEnumMemberName("Sent")]
    Sent,

    /// <summary>It was decided, and is wanted no more before it was sent.</summary>
    [JsonStringEnumMemberName("Withdrawn")]
    Withdrawn,

    /// <summary>It rests behind the safety gate.</summary>
    [JsonStringEnumMemberName("Held")]
    Held,

    /// <summary>Delivery was refused for good.</summary>
    [JsonStringEnumMemberName("Failed")]
    Failed,
}

/// <summary>Who is told, about what, with which facts.</summary>
public sealed record NoticeSpec
{
    /// <summary>Change key; without a change, the key of what is told.</summary>
    public required string Change { get; init; }

    /// <summary>Name of the entry: of its window and of its ticket; without a change, of its record in the ledger.</summary>
    public required string Entry { get; init; }

    /// <summary>Kind of notice; picks the template.</summary>
    public required NoticeKind Kind { get; init; }

    /// <summary>What tells it apart from others of its kind: <c>reminder-3d</c>.</summary>
    public required string Occasion { get; init; }

    /// <summary>Sequence of the change.</summary>
    public required int Sequence { get; init; }

    /// <summary>When it was decided; the Date of the mail.</summary>
    public required DateTimeOffset DecidedAt { get; init; }

    /// <summary>Message-ID of the mail, the same in each repetition; without angle brackets.</summary>
    public required string MessageId { get; init; }

    /// <summary>UID of the calendar entry, the same over the life of the change.</summary>
    public required string CalendarUid { get; init; }

    /// <summary>Who is told.</summary>
    public required Recipient Recipient { get; init; }

    /// <summary>What is told.</summary>
    public required NoticeFacts Facts { get; init; }
}

/// <summary>Who is told.</summary>
public sealed record Recipient
{
    /// <summary>Name of the person, team or list.</summary>
    public required string Name { get; init; }

    /// <summary>Mail address.</summary>
    [Format(ValueFormat.Email)]
    public required string Email { get; init; }

    /// <summary>Party of the contact.</summary>
    public required Party Party { get; init; }

    /// <summary>The role it is told in: that of the contact, such as <c>maintenance</c>, or <c>distributionList</c>.</summary>
    public required string Role { get; init; }

    /// <summary>Language of the text.</summary>
    [Format(ValueFormat.Language)]
    public required string Language { get; init; }

    /// <summary>The reader's zone.</summary>
    [Format(ValueFormat.TimeZone)]
    public required string Zone { get; init; }

    /// <summary>Whether the calendar entry is an invitation (with METHOD).</summary>
    public bool Invitations { get; init; }
}

/// <summary>Delivery of a notice.</summary>
public sealed record NoticeStatus
{
    /// <summary>Where it stands.</summary>
    public required NoticeState State { get; init; }

    /// <summary>When delivery was accepted.</summary>
    public DateTimeOffset? SentAt { get; init; }

    /// <summary>How many times it was handed to a channel.</summary>
    public int Attempts { get; init; }

    /// <summary>How many of these a channel did not accept. Fewer than attempts, and not sent: nobody lived to record what came of the last one.</summary>
    public int Refused { get; init; }

    /// <summary>Digest of the text that was sent: <c>sha256:…</c>.</summary>
    public string? TextDigest { get; init; }
}
