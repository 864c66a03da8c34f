using System.Collections.Immutable;
using NodaTime;
using Reconciler.Api;
using Reconciler.Core.Inventory;
using Reconciler.Core.Policy;

namespace Reconciler.Core.Planning;

/// <summary>What follows from a snapshot, a ledger and an instant. Data only; the same three give the same bytes.</summary>
public sealed record Plan
{
    /// <summary>The instant that was planned for.</summary>
    public required Instant Now { get; init; }

    /// <summary>Version of the tz database that local times were mapped with.</summary>
    public required string TzdbVersion { get; init; }

    /// <summary>Every change with what was decided of it, by start, then name; those without a start last.</summary>
    public required ImmutableArray<Entry> Entries { get; init; }

    /// <summary>What was and is to be said, by name.</summary>
    public required ImmutableArray<PlannedNotice> Notices { get; init; }

    /// <summary>Tickets with what to do about them, by name.</summary>
    public required ImmutableArray<PlannedTicket> Tickets { get; init; }

    /// <summary>Findings by file, place, rule and message; those of the reader are not among them.</summary>
    public required ImmutableArray<Finding> Findings { get; init; }

    /// <summary>Waivers that could be read, by object, with what came of them.</summary>
    public ImmutableArray<WaiverUse> Waivers { get; init; } = [];

    /// <summary>Statuses of what people wrote, by kind and key.</summary>
    public required ImmutableArray<DesiredStatus> Statuses { get; init; }

    /// <summary>Windows made from what people wrote, by key, with their status.</summary>
    public required ImmutableArray<MaintenanceWindow> GeneratedWindows { get; init; }

    /// <summary>The ledger with everything that this pass decided. Deliveries are recorded by <see cref="Ledger.Accept"/>.</summary>
    public required Ledger NextLedger { get; init; }

    /// <summary>The first instant after <see cref="Now"/> at which the answer could differ; null: never.</summary>
    public required Instant? NextWake { get; init; }

    /// <summary>Objects that exist and can not be read: what was made from them before stays.</summary>
    public ImmutableHashSet<ObjectRef> Unreadable { get; init; } = [];

    /// <summary>What rests behind the safety gate; null: nothing does.</summary>
    public SafetyHold? Hold { get; init; }
}

/// <summary>A change and what was decided of it.</summary>
public sealed record Entry
{
    /// <summary>Name of its window and ticket: deterministic, at most 63 characters, DNS-1123.</summary>
    public required string Name { get; init; }

    /// <summary>Change key: <c>namespace/kind/name[/instance][/occurrence|target|expiry]</c>.</summary>
    public required string Change { get; init; }

    /// <summary>What people wrote that it comes from.</summary>
    public required ObjectRef Origin { get; init; }

    /// <summary>Name of the instance.</summary>
    public required string Instance { get; init; }

    /// <summary>Category.</summary>
    public required ChangeCategory Category { get; init; }

    /// <summary>Whether it is an emergency with a valid ground.</summary>
    public bool IsEmergency { get; init; }

    /// <summary>Region; empty where the instance is not known.</summary>
    public required string Region { get; init; }

    /// <summary>Zone of the region's grid; UTC where the region is not known.</summary>
    public required DateTimeZone Zone { get; init; }

    /// <summary>Start; null while it has none.</summary>
    public Instant? Start { get; init; }

    /// <summary>End, not included; null while it has none.</summary>
    public Instant? End { get; init; }

    /// <summary>Where it stands.</summary>
    public required EntryState State { get; init; }

    /// <summary>Why, for machines: CamelCase, or a rule id.</summary>
    public required string Reason { get; init; }

    /// <summary>Why, in a few words for a table.</summary>
    public required string Message { get; init; }

    /// <summary>The message, with the rule that it comes from.</summary>
    public string Why => RuleTable.Find(Reason) is null || Message.StartsWith(Reason, StringComparison.Ordinal) ? Message : $"{Reason} {Message}";

    /// <summary>What comes next, by itself or by somebody's hand, in a few words; empty where nothing does.</summary>
    public string Next { get; init; } = "";

    /// <summary>When the planned notice falls due; null where none is needed.</summary>
    public Instant? NoticeDue { get; init; }

    /// <summary>The last instant at which telling is on time; null where no lead time applies.</summary>
    public Instant? NoticeDeadline { get; init; }

    /// <summary>How often the partner may still move it; null: not limited.</summary>
    public int? MovesLeft { get; init; }

    /// <summary>Whether the planner chose its start and nobody was told of it: another pass may choose another.</summary>
    public bool IsPicked { get; init; }
}

/// <summary>A notice and where it stands.</summary>
public sealed record PlannedNotice
{
    /// <summary>Name: <c>entry-occasion-sequence-hash</c>.</summary>
    public required string Name { get; init; }

    /// <summary>Kind.</summary>
    public required NoticeKind Kind { get; init; }

    /// <summary>Occasion, such as <c>reminder-3d</c>.</summary>
    public required string Occasion { get; init; }

    /// <summary>Name of the entry.</summary>
    public required string Entry { get; init; }

    /// <summary>Namespace of the entry.</summary>
    public required string Namespace { get; init; }

    /// <summary>Who is told.</summary>
    public required Recipient Recipient { get; init; }

    /// <summary>When it may be sent: decided plus settle; of a pending one, when it will be decided.</summary>
    public required Instant Due { get; init; }

    /// <summary>Sequence of the change.</summary>
    public required int Sequence { get; init; }

    /// <summary>Where it stands.</summary>
    public required NoticeState State { get; init; }

    /// <summary>Domain of the provider's mail.</summary>
    public required string Domain { get; init; }

    /// <summary>Message-ID without angle brackets; the same in each repetition.</summary>
    public string MessageId => $"{Name}.{Namespace}@{Domain}";

    /// <summary>The object to write; only for one that is decided and not yet sent (due, resting or held), else null.</summary>
    public Notice? Object { get; init; }

    /// <summary>Whether a store keeps it: it is decided, and not withdrawn.</summary>
    public bool IsKept => State is not (NoticeState.Pending or NoticeState.Withdrawn);

    /// <summary>True for one that is to be sent now: decided, rested, not held, not sent.</summary>
    public bool SendNow { get; init; }
}

/// <summary>What to do about a ticket outside.</summary>
public enum TicketAction
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>Open it.</summary>
    Open,

    /// <summary>Tell it what changed.</summary>
    Update,

    /// <summary>Cancel it.</summary>
    Cancel,

    /// <summary>Close it with its outcome.</summary>
    Close,
}

/// <summary>A ticket and what to do about it.</summary>
public sealed record PlannedTicket
{
    /// <summary>The ticket as the next ledger holds it, with its status.</summary>
    public required ChangeTicket Ticket { get; init; }

    /// <summary>What this pass does about it.</summary>
    public required TicketAction Action { get; init; }

    /// <summary>
    /// What a ticket's text may say, as for a notice; null where the change has no object or no place any more, and for a ticket that
    /// this pass does nothing about, unless <see cref="PlanOptions.AllFacts"/> asks for it.
    /// </summary>
    public NoticeFacts? Facts { get; init; }
}

/// <summary>The status that an object of people should have.</summary>
/// <param name="Object">The object.</param>
/// <param name="Status">A record of its kind's status type.</param>
public readonly record struct DesiredStatus(ObjectRef Object, object Status);

/// <summary>What rests behind the safety gate (design: <i>Gates</i>).</summary>
/// <param name="Digest">The value that releases exactly these.</param>
/// <param name="Reason">Which limit was passed, with numbers.</param>
/// <param name="Notices">Names of the notices, by name.</param>
public sealed record SafetyHold(string Digest, string Reason, ImmutableArray<string> Notices);
