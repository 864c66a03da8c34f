using System.Collections.Immutable;
using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;

namespace Reconciler.Api;

/// <summary>How far the cluster is in line with a repository. Revisions look as <c>main@sha1:</c> and forty hexadecimal digits.</summary>
public sealed record FleetSourceStatus
{
    /// <summary>The generation this status speaks of.</summary>
    public long ObservedGeneration { get; init; }

    /// <summary><c>Ready</c>, <c>Reconciling</c> and <c>Stalled</c>, as kstatus, Flux and Argo CD read them.</summary>
    public ImmutableArray<Condition> Conditions { get; init; } = [];

    /// <summary>The last revision that was applied to its end; the cluster is held to it.</summary>
    public string? LastAppliedRevision { get; init; }

    /// <summary>From where in the repository it was applied, and into which namespace; null: from where the specification says.</summary>
    public FleetPlace? LastAppliedFrom { get; init; }

    /// <summary>The last revision that was looked at, also where it was refused.</summary>
    public string? LastAttemptedRevision { get; init; }

    /// <summary>Value of <c>ops.reconciler.dev/requested-at</c> that was last answered.</summary>
    public string? LastHandledRequestedAt { get; init; }

    /// <summary>
    /// The revision that is being applied, written before the first change. While it stands, also after a crash, nobody is told anything: the cluster
    /// may hold half of it.
    /// </summary>
    public string? Applying { get; init; }

    /// <summary>Digest of everything that it declares: <c>sha256:…</c>.</summary>
    public string? ApplyingDigest { get; init; }

    /// <summary>From where in the repository it is applied, and into which namespace; null: from where the specification says.</summary>
    public FleetPlace? ApplyingFrom { get; init; }

    /// <summary>How many objects the last applied revision declares. They have the labels <c>ops.reconciler.dev/fleet</c> and <c>…/fleet-namespace</c>.</summary>
    public int Objects { get; init; }

    /// <summary>
    /// Digest of a deletion that waits for the annotation <c>ops.reconciler.dev/release</c>, or that was released and is being carried out; null: there is
    /// none.
    /// </summary>
    public string? HeldDigest { get; init; }

    /// <summary>
    /// What people were told of and a revision took away, with the commit that did: written before the first deletion, and kept until its tickets say the
    /// same.
    /// </summary>
    public ImmutableArray<FleetRemoval> Removed { get; init; } = [];

    /// <summary>The last five revisions that were looked at, the newest first.</summary>
    [MaxLength(5)]
    public ImmutableArray<FleetRevision> History { get; init; } = [];

    /// <summary>The last five changes of others that were put back, the newest first.</summary>
    [MaxLength(5)]
    public ImmutableArray<FleetDrift> Drift { get; init; } = [];
}

/// <summary>What the specification said when a revision was read, and may not say any more.</summary>
public sealed record FleetPlace
{
    /// <summary>Folder or file in the repository; empty: all of it.</summary>
    public string Path { get; init; } = "";

    /// <summary>Namespace of objects that name none.</summary>
    public required string TargetNamespace { get; init; }
}

/// <summary>What became of a revision.</summary>
public enum FleetResult
{
    /// <summary>The cluster is as it says.</summary>
    [JsonStringEnumMemberName("Applied")]
    Applied,

    /// <summary>Nothing of it was written.</summary>
    [JsonStringEnumMemberName("Refused")]
    Refused,

    /// <summary>It would delete so much that a person has to release it; nothing of it was written.</summary>
    [JsonStringEnumMemberName("Held")]
    Held,

    /// <summary>A part of it was written; it is tried again.</summary>
    [JsonStringEnumMemberName("Incomplete")]
    Incomplete,
}

/// <summary>A revision, and what became of it.</summary>
public sealed record FleetRevision
{
    /// <summary>The revision.</summary>
    public required string Revision { get; init; }

    /// <summary>Who wrote it, without a mail address.</summary>
    public string? Author { get; init; }

    /// <summary>Digest of everything that it declares: <c>sha256:…</c>; null where it can not be read.</summary>
    public string? Digest { get; init; }

    /// <summary>What became of it.</summary>
    public required FleetResult Result { get; init; }

    /// <summary>When that was.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>How long it took from the end of the fetch, in milliseconds.</summary>
    public long Milliseconds { get; init; }

    /// <summary>Objects that were created or changed.</summary>
    public int Applied { get; init; }

    /// <summary>Objects that were as declared already.</summary>
    public int Unchanged { get; init; }

    /// <summary>Objects that were deleted.</summary>
    public int Pruned { get; init; }

    /// <summary>Where it was not applied: why.</summary>
    public string? Message { get; init; }
}

/// <summary>What a commit took away.</summary>
public sealed record FleetRemoval
{
    /// <summary>The commit: forty hexadecimal digits.</summary>
    public required string Revision { get; init; }

    /// <summary>Who wrote it, without a mail address.</summary>
    public string? Author { get; init; }

    /// <summary>The objects: kind, and namespace and name.</summary>
    public ImmutableArray<string> Objects { get; init; } = [];
}

/// <summary>A change by somebody else that was put back, or a deletion that will be once finalizers let go of the object.</summary>
public sealed record FleetDrift
{
    /// <summary>The object: kind, and namespace and name.</summary>
    public required string Object { get; init; }

    /// <summary>When it was put back, or seen to be held.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>Who changed it, as far as the object's managed fields tell: the name of a program. Null: they do not tell, as of a deletion.</summary>
    public string? By { get; init; }

    /// <summary>What was changed: paths of the first fields, or <c>deleted</c>; of a deletion that finalizers hold that, and which ones.</summary>
    public required string What { get; init; }
}
