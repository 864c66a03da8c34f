using System.Collections.Immutable;
using NodaTime;
using Reconciler.Core.Inventory;
using Reconciler.Core.Planning;
using Reconciler.Core.Policy;
using Reconciler.Engine.Stores;
using Reconciler.Manifests;

namespace Reconciler.Engine.Passes;

/// <summary>What one pass found and did.</summary>
public sealed record PassResult
{
    /// <summary>What people wrote.</summary>
    public required Fleet Fleet { get; init; }

    /// <summary>The instant of the pass.</summary>
    public required Instant Now { get; init; }

    /// <summary>The plan at rest; null where something could not be read, for then nothing is planned and nothing is written.</summary>
    public Plan? Plan { get; init; }

    /// <summary>What people would be told, where only a look was taken and nobody is told anything (<c>announce.mode: observe</c>); null: they are told what the plan says.</summary>
    public Lazy<Plan>? Foreseen { get; init; }

    /// <summary>The windows, tickets and notices that are there as objects; null: nobody looked.</summary>
    public IReadOnlySet<ObjectRef>? There { get; init; }

    /// <summary>The notices that were accepted in this pass, in that order.</summary>
    public ImmutableArray<PlannedNotice> Sent { get; init; } = [];

    /// <summary>Notices that could not be made or delivered.</summary>
    public ImmutableArray<Finding> Undelivered { get; init; } = [];

    /// <summary>Whether people were told only a part of what is due, since what was read is outdated: the next pass decides about the rest.</summary>
    public bool IsCutShort { get; init; }

    /// <summary>What was written; null where nothing may be.</summary>
    public Written? Written { get; init; }

    /// <summary>Everything that is wrong, or good to know: of the reading, of the plan, of the telling.</summary>
    public IEnumerable<Finding> Findings => [.. Fleet.Problems, .. Plan?.Findings ?? [], .. Undelivered];

    /// <summary>Whether any of it is an error.</summary>
    public bool HasErrors => Findings.Any(finding => finding.Severity == Severity.Error);
}
