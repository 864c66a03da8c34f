using System.Collections.Immutable;
using System.ComponentModel.DataAnnotations;

namespace Reconciler.Api;

/// <summary>What the partner answers for (sections 2 and 12).</summary>
public sealed record DutyPolicy
{
    /// <summary>The alert that a contact of the partner is registered for (NOT004).</summary>
    public required string MaintenanceAlert { get; init; }

    /// <summary>Calendar days for which a contact's data count as current after they were confirmed, the last one included (NOT004).</summary>
    [Range(1, 3650)]
    public required int ContactConfirmedDays { get; init; }

    /// <summary>What the customer's readiness is confirmed for (RDY001).</summary>
    public required ImmutableArray<ReadinessSubject> ReadinessFor { get; init; }

    /// <summary>Calendar days for which a confirmation of readiness counts, to the second (RDY001).</summary>
    [Range(1, 3650)]
    public required int ReadinessDays { get; init; }

    /// <summary>Applications whose nodes stand in more than one data centre (RED001).</summary>
    public required ImmutableArray<ApplicationKind> RedundantApplications { get; init; }

    /// <summary>Categories of change after which integrations are tested (INT001).</summary>
    public required ImmutableArray<ChangeCategory> IntegrationTestsFor { get; init; }
}

/// <summary>Capacity (section 9).</summary>
public sealed record CapacityPolicy
{
    /// <summary>How many months ahead growth is looked at (CAP002); a forecast that reaches the agreed capacity at their end warns.</summary>
    [Range(0, 120)]
    public required int HorizonMonths { get; init; }
}

/// <summary>Backups (section 10).</summary>
public sealed record BackupPolicy
{
    /// <summary>Applications that are backed up nightly.</summary>
    public required ImmutableArray<ApplicationKind> Applications { get; init; }

    /// <summary>Nights between two good backups at the most, counted between local dates of the region.</summary>
    [Range(1, 365)]
    public required int Nights { get; init; }

    /// <summary>How many good backups are kept at hand.</summary>
    [Range(1, 365)]
    public required int GoodKept { get; init; }

    /// <summary>Days for which those that are older are kept; a backup that is older than both is gone.</summary>
    [Range(0, 3650)]
    public required int RetentionDays { get; init; }

    /// <summary>Whether an instance that records no backup at all is judged too.</summary>
    public required bool MustBeRecorded { get; init; }
}

/// <summary>Who watches what (section 11).</summary>
public sealed record MonitoringPolicy
{
    /// <summary>Kinds of integration that the provider does not watch (MON002).</summary>
    public required ImmutableArray<string> ExcludedKinds { get; init; }
}

/// <summary>COP files (section 5).</summary>
public sealed record CopPolicy
{
    /// <summary>Classes that a customer or partner may ask for (COP002).</summary>
    public required ImmutableArray<CopClass> CustomerClasses { get; init; }

    /// <summary>References of which an emergency needs one (COP003).</summary>
    public required ImmutableArray<ReferenceKind> EmergencyReferences { get; init; }

    /// <summary>Applications that take device firmware and device packs, <c>cmterm</c> (COP001).</summary>
    public required ImmutableArray<ApplicationKind> DeviceApplications { get; init; }

    /// <summary>What a file name begins with, after <c>ciscocm</c>, where it is for one application only (COP001).</summary>
    public required ImmutableSortedDictionary<string, ApplicationKind> Marks { get; init; }
}
