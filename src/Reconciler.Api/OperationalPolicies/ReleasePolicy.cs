using System.Collections.Immutable;
using System.ComponentModel.DataAnnotations;

namespace Reconciler.Api;

/// <summary>Releases: the catalogue, and what may be done with each of them (section 4).</summary>
public sealed record ReleasePolicy
{
    /// <summary>Days after its <c>availableFrom</c> in which people hear of a release; older entries of the catalogue are history.</summary>
    [Range(0, 365)]
    public required int NoticeDays { get; init; }

    /// <summary>The columns of the table of section 4, by name; a version older than the last one's trains stands in the last one.</summary>
    [MinLength(1)]
    public required ImmutableArray<ReleaseColumn> Columns { get; init; }

    /// <summary>Trains, by name. The newest one of an application is n: one more shifts every column by one.</summary>
    public required ImmutableArray<ReleaseTrain> Trains { get; init; }

    /// <summary>COP files that old sources need before any upgrade, by name.</summary>
    public ImmutableArray<PrerequisiteCop> Prerequisites { get; init; } = [];

    /// <summary>Applications in the order in which their nodes switch; within one, the publisher is first.</summary>
    public required ImmutableArray<ApplicationKind> NodeOrder { get; init; }

    /// <summary>Groups of applications that have to run the same release (builds differ by design).</summary>
    public required ImmutableArray<ReleaseMatch> Matches { get; init; }
}

/// <summary>Whether an instance may stay on the releases of a column.</summary>
public enum StayRule
{
    /// <summary>It may stay.</summary>
    Allowed,

    /// <summary>It may stay, and is advised to upgrade.</summary>
    Advised,

    /// <summary>It has to upgrade.</summary>
    Required,
}

/// <summary>A column of the table of section 4.</summary>
[ListKey("name")]
public sealed record ReleaseColumn
{
    /// <summary>Name, such as <c>n-1</c>.</summary>
    public required string Name { get; init; }

    /// <summary>How many trains it lies behind the newest one; unique.</summary>
    [Range(0, 9)]
    public required int Behind { get; init; }

    /// <summary>Whether its releases are supported; on others an instance has to leave (REL001).</summary>
    public required bool Supported { get; init; }

    /// <summary>Whether a new deployment may begin on it (REL002).</summary>
    public required bool NewDeployment { get; init; }

    /// <summary>Whether an upgrade may go to it (UPG002).</summary>
    public required bool UpgradeTo { get; init; }

    /// <summary>Whether an instance may stay on it; the severity of REL003 follows.</summary>
    public required StayRule Stay { get; init; }
}

/// <summary>A release train: all releases of one major version.</summary>
[ListKey("name")]
public sealed record ReleaseTrain
{
    /// <summary>Name, such as <c>12.5</c> or <c>15</c>.</summary>
    [Format(ValueFormat.ReleaseVersion)]
    public required string Name { get; init; }

    /// <summary>Applications that have this train.</summary>
    [MinLength(1)]
    public required ImmutableArray<ApplicationKind> Applications { get; init; }

    /// <summary>
    /// The releases that its column lists. One below the lowest of them counts as the next older column, in the newest train as none; one above
    /// the highest counts as this column.
    /// </summary>
    [MinLength(1)]
    [Format(ValueFormat.ReleaseVersion)]
    public required ImmutableArray<string> Listed { get; init; }

    /// <summary>The release that upgrades to this train go to, or to a later one of it; null: the lowest listed one.</summary>
    [Format(ValueFormat.ReleaseVersion)]
    public string? Target { get; init; }

    /// <summary>Trains from which an upgrade is direct; the train itself is one of them.</summary>
    [Format(ValueFormat.ReleaseVersion)]
    public ImmutableArray<string> DirectFrom { get; init; } = [];

    /// <summary>Trains from which only a migration to new machines leads here.</summary>
    [Format(ValueFormat.ReleaseVersion)]
    public ImmutableArray<string> MigrationFrom { get; init; } = [];

    /// <summary>Sources from which some releases of this train can not be reached.</summary>
    public ImmutableArray<UnsupportedPath> Unsupported { get; init; } = [];

    /// <summary>Its releases, by name.</summary>
    public ImmutableArray<CataloguedRelease> Releases { get; init; } = [];
}

/// <summary>An upgrade that does not work.</summary>
public sealed record UnsupportedPath
{
    /// <summary>The release it would start from.</summary>
    [Format(ValueFormat.ReleaseVersion)]
    public required string From { get; init; }

    /// <summary>The first release of the train that it can go to.</summary>
    [Format(ValueFormat.ReleaseVersion)]
    public required string Below { get; init; }

    /// <summary>Where that is documented.</summary>
    public string? Reference { get; init; }
}

/// <summary>A release of the catalogue.</summary>
[ListKey("name")]
public sealed record CataloguedRelease
{
    /// <summary>The release, such as <c>15SU2</c>.</summary>
    [Format(ValueFormat.ReleaseVersion)]
    public required string Name { get; init; }

    /// <summary>The local date from which it is available; null: not known, and nobody is told of it.</summary>
    public DateOnly? AvailableFrom { get; init; }

    /// <summary>Its builds, by application (SME: those of CUCM): <c>14.0.1.13900-155</c>, or <c>12.5.1.17900-x</c> where the last part is not known.</summary>
    public ImmutableSortedDictionary<string, string> Builds { get; init; } = Map.Empty<string>();
}

/// <summary>A COP file that old sources need before any upgrade.</summary>
[ListKey("name")]
public sealed record PrerequisiteCop
{
    /// <summary>Name, unique.</summary>
    public required string Name { get; init; }

    /// <summary>The first build that does not need it.</summary>
    [Format(ValueFormat.ReleaseVersion)]
    public required string Below { get; init; }

    /// <summary>The file.</summary>
    public required string File { get; init; }

    /// <summary>Applications whose nodes need it; empty: all of the catalogue.</summary>
    public ImmutableArray<ApplicationKind> Applications { get; init; } = [];
}

/// <summary>Applications that have to run the same release.</summary>
[ListKey("name")]
public sealed record ReleaseMatch
{
    /// <summary>Name, unique.</summary>
    public required string Name { get; init; }

    /// <summary>The applications.</summary>
    [MinLength(2)]
    public required ImmutableArray<ApplicationKind> Applications { get; init; }
}
