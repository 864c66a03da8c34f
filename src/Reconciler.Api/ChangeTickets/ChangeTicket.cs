using System.Collections.Immutable;

namespace Reconciler.Api;

/// <summary>
/// What the world has been told of one change: a row of the ledger. Never owned by, nor deleted with, its parent. The same YAML in a
/// cluster, in <c>.reconciler/ledger/</c> and in <c>--ledger</c>. One without a category is no ticket, but remembers what people were told
/// without a change.
/// </summary>
[ResourceKind("ChangeTicket", "chg", Generated = true)]
public sealed record ChangeTicket : Resource<ChangeTicketSpec, ChangeTicketStatus>;

/// <summary>Type of a change ticket, as ITSM systems name them.</summary>
public enum TicketType
{
    /// <summary>Approved beforehand, by its kind.</summary>
    Standard,

    /// <summary>Assessed and authorized.</summary>
    Normal,

    /// <summary>Authorized at once.</summary>
    Emergency,
}

/// <summary>The facts of a ticket. Instants are UTC.</summary>
public sealed record ChangeTicketSpec
{
    /// <summary>
    /// Change key: <c>namespace/kind/name[/instance][/occurrence|target|expiry]</c> of what people wrote; without a change, that of what was
    /// told, such as <c>namespace/DedicatedInstance/name/release/15SU2</c>.
    /// </summary>
    public required string Change { get; init; }

    /// <summary>1, and one more each time the key came back after a cancellation that was sent.</summary>
    public int Incarnation { get; init; } = 1;

    /// <summary>Kind of what people wrote.</summary>
    public required string OriginKind { get; init; }

    /// <summary>Name of what people wrote.</summary>
    public required string OriginName { get; init; }

    /// <summary>Name of the instance.</summary>
    public required string Instance { get; init; }

    /// <summary>The customer.</summary>
    public required string Customer { get; init; }

    /// <summary>The partner.</summary>
    public required string Partner { get; init; }

    /// <summary>Region of the instance.</summary>
    public required string Region { get; init; }

    /// <summary>Zone whose clock people read: that of the region's grid.</summary>
    public required string Zone { get; init; }

    /// <summary>Category of the change; null: no change is behind what was told, and no ticket is opened anywhere.</summary>
    public ChangeCategory? Category { get; init; }

    /// <summary>Type of the ticket.</summary>
    public required TicketType Type { get; init; }

    /// <summary>One line that says what is done.</summary>
    public required string Summary { get; init; }

    /// <summary>What it does to calls.</summary>
    public required Impact Impact { get; init; }

    /// <summary>Release of an upgrade, for counting its moves; else null.</summary>
    public string? Target { get; init; }

    /// <summary>The start that people were told; null until a first delivery was accepted.</summary>
    public ToldStart? Told { get; init; }

    /// <summary>Grows by one at each move, cancellation, start and end; 0 at first.</summary>
    public int Sequence { get; init; }

    /// <summary>Everything that was decided to be said, in the order of deciding.</summary>
    public ImmutableArray<Occasion> Occasions { get; init; } = [];

    /// <summary>Moves as first seen.</summary>
    public ImmutableArray<MoveRecord> Moves { get; init; } = [];

    /// <summary>The recorded end; null until an outcome is declared.</summary>
    public Outcome? Outcome { get; init; }

    /// <summary>When it was decided that the change is wanted no more; null: it is wanted.</summary>
    public DateTimeOffset? CancelledAt { get; init; }

    /// <summary>Digest of the policy that the told start was judged by.</summary>
    public required string PolicyDigest { get; init; }

    /// <summary>
    /// The commit by which these facts were last changed, as a fleet source noted it on what people wrote; of a cancelled change the one that took it away.
    /// Null: not known.
    /// </summary>
    public string? Revision { get; init; }

    /// <summary>Who wrote that commit.</summary>
    public string? Author { get; init; }

    /// <summary>The instant of the pass that last changed these facts; the ledger's last pass is the latest of these.</summary>
    public required DateTimeOffset RecordedAt { get; init; }
}

/// <summary>A start that people were told.</summary>
public sealed record ToldStart
{
    /// <summary>Start.</summary>
    public required DateTimeOffset Start { get; init; }

    /// <summary>End, not included.</summary>
    public required DateTimeOffset End { get; init; }

    /// <summary>The first accepted delivery to a contact with the role, or what <c>spec.announced</c> says.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>The last instant that would have been on time, by the policy of that day; null: no lead time applied.</summary>
    public DateTimeOffset? Deadline { get; init; }

    /// <summary>How: <c>notice</c>, <c>adopted</c>, or the <c>via</c> of <c>spec.announced</c>.</summary>
    public required string Via { get; init; }
}

/// <summary>Where a decided occasion stands at the safety gate.</summary>
public enum GateState
{
    /// <summary>It passes.</summary>
    Open,

    /// <summary>It rests until a person releases it.</summary>
    Held,

    /// <summary>A person released it.</summary>
    Released,
}

/// <summary>One thing that was decided to be said, to some people.</summary>
public sealed record Occasion
{
    /// <summary>What tells it apart from others of its kind: <c>planned</c>, <c>reminder-3d</c>, <c>moved</c>, …</summary>
    public required string Name { get; init; }

    /// <summary>Kind of its notices.</summary>
    public required NoticeKind Kind { get; init; }

    /// <summary>Sequence of the change that it speaks of.</summary>
    public required int Sequence { get; init; }

    /// <summary>When it was decided; it rests from then on for <c>announce.settle</c>.</summary>
    public required DateTimeOffset DecidedAt { get; init; }

    /// <summary>Start that it speaks of; without a change, the instant of what is told.</summary>
    public required DateTimeOffset Start { get; init; }

    /// <summary>End that it speaks of, not included.</summary>
    public required DateTimeOffset End { get; init; }

    /// <summary>Of a move: the start that was left.</summary>
    public DateTimeOffset? PreviousStart { get; init; }

    /// <summary>The last instant at which telling this start is on time; null: no lead time applies.</summary>
    public DateTimeOffset? Deadline { get; init; }

    /// <summary>Whether it rests behind the safety gate until a person releases it; default it passes.</summary>
    public GateState Gate { get; init; }

    /// <summary>Those it is for.</summary>
    public ImmutableArray<RecipientRecord> Recipients { get; init; } = [];
}

/// <summary>One person or list that is told on one occasion.</summary>
public sealed record RecipientRecord
{
    /// <summary>Who, as they were known when it was decided.</summary>
    public required Recipient Recipient { get; init; }

    /// <summary>When delivery was accepted; null: not yet.</summary>
    public DateTimeOffset? SentAt { get; init; }

    /// <summary>
    /// Whether it was handed to a channel by somebody who did not live to record what came of it, and is not sent again yet. Such people hear when the
    /// change is called off.
    /// </summary>
    public bool InDoubt { get; init; }
}

/// <summary>A move as the ledger remembers it, whatever becomes of the object that asked for it.</summary>
public sealed record MoveRecord
{
    /// <summary>The told window date that was left.</summary>
    public required DateOnly From { get; init; }

    /// <summary>The new start.</summary>
    public required DateOrInstant To { get; init; }

    /// <summary>When it was asked for.</summary>
    public required DateTimeOffset RequestedAt { get; init; }

    /// <summary>Who asked.</summary>
    public required Party By { get; init; }

    /// <summary>When a pass first saw it.</summary>
    public required DateTimeOffset FirstSeenAt { get; init; }
}
