using System.Collections.Immutable;
using Reconciler.Api;

namespace Reconciler.Core.Inventory;

/// <summary>Every object that people wrote, and the policy in force. Immutable; lists are in the order of keys.</summary>
public sealed record Snapshot
{
    /// <summary>The shipped policy with the fleet's laid over it.</summary>
    public required OperationalPolicySpec Policy { get; init; }

    /// <summary>Digest of <see cref="Policy"/>: equal policies have equal digests.</summary>
    public required string PolicyDigest { get; init; }

    /// <summary>The fleet's own policy object, for its annotations; null where the shipped one stands alone.</summary>
    public Declared<OperationalPolicy>? PolicyObject { get; init; }

    /// <summary>Instances.</summary>
    public ImmutableArray<Declared<DedicatedInstance>> Instances { get; init; } = [];

    /// <summary>Windows that people wrote; generated ones never enter a snapshot.</summary>
    public ImmutableArray<Declared<MaintenanceWindow>> Windows { get; init; } = [];

    /// <summary>COP requests.</summary>
    public ImmutableArray<Declared<CopRequest>> CopRequests { get; init; } = [];

    /// <summary>Upgrade plans.</summary>
    public ImmutableArray<Declared<UpgradePlan>> UpgradePlans { get; init; } = [];

    /// <summary>Changes that partners ask for.</summary>
    public ImmutableArray<Declared<ChangeRequest>> ChangeRequests { get; init; } = [];

    /// <summary>Support cases.</summary>
    public ImmutableArray<Declared<SupportCase>> SupportCases { get; init; } = [];

    /// <summary>Holiday calendars.</summary>
    public ImmutableArray<Declared<HolidayCalendar>> Calendars { get; init; } = [];

    /// <summary>
    /// Objects that exist and can not be read. They are not gone: nobody is told that a change of theirs is called off, their tickets stay as they
    /// are, and so do the windows that were made from them.
    /// </summary>
    public ImmutableHashSet<ObjectRef> Unreadable { get; init; } = [];

    /// <summary>Objects that a revision of a repository took away, where that is known, each with the commit that did.</summary>
    public ImmutableDictionary<ObjectRef, Provenance> Removals { get; init; } = ImmutableDictionary<ObjectRef, Provenance>.Empty;

    /// <summary>Every object, kind by kind.</summary>
    public IEnumerable<(ObjectRef Reference, Resource Value)> Objects =>
    [
        .. PolicyObject is { } policy ? Of([policy], nameof(OperationalPolicy)) : [],
        .. Of(Calendars, nameof(HolidayCalendar)),
        .. Of(Instances, nameof(DedicatedInstance)),
        .. Of(Windows, nameof(MaintenanceWindow)),
        .. Of(CopRequests, nameof(CopRequest)),
        .. Of(UpgradePlans, nameof(UpgradePlan)),
        .. Of(ChangeRequests, nameof(ChangeRequest)),
        .. Of(SupportCases, nameof(SupportCase)),
    ];

    private static IEnumerable<(ObjectRef, Resource)> Of<T>(ImmutableArray<Declared<T>> objects, string kind)
        where T : Resource =>
        objects.Select(declared => (new ObjectRef(kind, declared.Key.Namespace, declared.Key.Name), (Resource)declared.Value));
}
