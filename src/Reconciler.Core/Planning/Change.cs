using System.Collections.Immutable;
using NodaTime;
using Reconciler.Api;
using Reconciler.Core.Inventory;
using Reconciler.Core.Releases;
using Reconciler.Core.Time;

namespace Reconciler.Core.Planning;

/// <summary>The place of a change in an upgrade plan.</summary>
/// <param name="Plan">The plan.</param>
/// <param name="Index">Position of the wave, from 0.</param>
/// <param name="Wave">The wave.</param>
public sealed record WavePlace(ObjectKey Plan, int Index, UpgradeWave Wave);

/// <summary>
/// One change that people want, whatever kind of object they wrote: that object's wish as a maintenance window, and where it comes
/// from. It says nothing yet about when it will happen.
/// </summary>
public sealed record Change
{
    /// <summary>Change key: <c>namespace/kind/name[/instance][/occurrence|target|expiry]</c>.</summary>
    public required string Key { get; init; }

    /// <summary>Name of its window, ticket and notices, without regard to other changes; see <see cref="Changes.EntryNames"/>.</summary>
    public required string Name { get; init; }

    /// <summary>What people wrote.</summary>
    public required ObjectRef Origin { get; init; }

    /// <summary>Where they wrote it.</summary>
    public required Source Source { get; init; }

    /// <summary>Annotations of what people wrote, for waivers.</summary>
    public required ImmutableSortedDictionary<string, string> Annotations { get; init; }

    /// <summary>Field path that a finding about the whole change points at.</summary>
    public string Path { get; init; } = "spec";

    /// <summary>The wish. Its moves, outcomes and announcements are those of this change alone.</summary>
    public required MaintenanceWindowSpec Window { get; init; }

    /// <summary>Where it happens; null where the instance or its region is not known.</summary>
    public required Site? Site { get; init; }

    /// <summary>The region whose clock it keeps and whose availability it uses: its site's, or that of the publisher of its SME.</summary>
    public Region? Region => Site?.RegionsOf(Applications).First;

    /// <summary>Id of that region; while the instance is not known, of that which people were told of; empty where neither is.</summary>
    public string RegionName => Region?.Name ?? Ticket?.Spec.Region ?? "";

    /// <summary>The zone of that region; while the instance is not known, the one in which people were told the start; else UTC.</summary>
    public DateTimeZone Zone => Region?.Zone ?? (Ticket is { } ticket ? IanaZones.OrUtc(ticket.Spec.Zone) : DateTimeZone.Utc);

    /// <summary>Impact as declared, else as the policy says for the category.</summary>
    public required Impact Impact { get; init; }

    /// <summary>Applications touched: as declared, else all.</summary>
    public required ImmutableArray<ApplicationKind> Applications { get; init; }

    /// <summary>Data centres touched: as declared, else all.</summary>
    public required ImmutableArray<string> DataCenters { get; init; }

    /// <summary>Whether people wrote the window itself; false for one that is generated.</summary>
    public bool IsDeclaredWindow { get; init; }

    /// <summary>Of a schedule: the local time that its cron gives. A blocked occurrence is skipped with a warning, never shifted.</summary>
    public LocalDateTime? OccurrenceClock { get; init; }

    /// <summary>Of an upgrade: its wave.</summary>
    public WavePlace? Wave { get; init; }

    /// <summary>Of an upgrade: the target release and what the notice says of it.</summary>
    public UpgradePlanSpec? Upgrade { get; init; }

    /// <summary>Of an upgrade: the target as a release; null where it is none.</summary>
    public ReleaseVersion? Target { get; init; }

    /// <summary>Of a COP request: the request.</summary>
    public CopRequestSpec? Cop { get; init; }

    /// <summary>Of a renewal: the certificate.</summary>
    public Certificate? Certificate { get; init; }

    /// <summary>Field path of the start that people wrote, for findings.</summary>
    public string StartPath { get; init; } = "spec.start";

    /// <summary>Grounds stand: exempt from what section 7 of the policy lists.</summary>
    public bool IsEmergency { get; init; }

    /// <summary>Degraded or outage: needs the longer notice (policy, section 2).</summary>
    public bool IsCallingAffecting => AffectsCalls(Impact);

    /// <summary>Whether an impact is degraded or outage.</summary>
    internal static bool AffectsCalls(Impact impact) => impact.Level >= ImpactLevel.Degraded;

    /// <summary>An upload is no maintenance: no grid, no lead time, ended by its outcome (policy, section 5).</summary>
    public bool IsUpload => Window.Category == ChangeCategory.Upload;

    /// <summary>How it ended, or null.</summary>
    public Outcome? Outcome => Window.Outcomes.IsEmpty ? null : Window.Outcomes[^1];

    /// <summary>How long it takes.</summary>
    public required Duration Duration { get; init; }

    /// <summary>The ticket of this incarnation; null while nobody is to be told of it.</summary>
    public ChangeTicket? Ticket { get; init; }

    /// <summary>1, and one more each time it came back after a cancellation that was sent.</summary>
    public int Incarnation { get; init; } = 1;

    /// <summary>The start that people were told: by the ledger, else by <c>spec.announced</c>; null: nobody was.</summary>
    public ToldStart? Told { get; init; }
}
