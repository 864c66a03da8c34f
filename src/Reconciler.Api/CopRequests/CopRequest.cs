using System.Collections.Immutable;

namespace Reconciler.Api;

/// <summary>A COP file for one or more instances (policy, section 5).</summary>
[ResourceKind("CopRequest", "cop")]
public sealed record CopRequest : Resource<CopRequestSpec, CopRequestStatus>;

/// <summary>What a COP file is for.</summary>
public enum CopClass
{
    /// <summary>Fixes a vulnerability.</summary>
    SecurityFix,

    /// <summary>Fixes another defect.</summary>
    Fix,

    /// <summary>Ships an upgrade utility, such as a disk clean-up.</summary>
    Utility,

    /// <summary>Firmware of phones; a customer may ask for it.</summary>
    PhoneFirmware,

    /// <summary>A locale set; a customer may ask for it.</summary>
    LocaleSet,

    /// <summary>A device pack; a customer may ask for it.</summary>
    DevicePack,
}

/// <summary>What a COP request refers to.</summary>
public enum ReferenceKind
{
    /// <summary>A defect id such as <c>CSCwi82830</c>.</summary>
    Defect,

    /// <summary>A security advisory.</summary>
    Advisory,

    /// <summary>A field notice.</summary>
    FieldNotice,

    /// <summary>A failure that is imminent, by case or alert.</summary>
    ImminentFailure,

    /// <summary>A service request in Control Hub.</summary>
    ServiceRequest,

    /// <summary>A TAC case.</summary>
    TacCase,
}

/// <summary>A reference to something outside.</summary>
public sealed record Reference
{
    /// <summary>What it is.</summary>
    public required ReferenceKind Kind { get; init; }

    /// <summary>Its number there.</summary>
    public required string Id { get; init; }
}

/// <summary>What people declare of a COP file.</summary>
public sealed record CopRequestSpec
{
    /// <summary>Name of the COP file.</summary>
    public required string File { get; init; }

    /// <summary>Its checksum: <c>sha512:</c> or <c>sha256:</c> and the digest in hexadecimal.</summary>
    public string? Checksum { get; init; }

    /// <summary>Who wants it: the provider installs in a window; for a customer or partner it only uploads.</summary>
    public required Party Initiator { get; init; }

    /// <summary>What it is for.</summary>
    public required CopClass Class { get; init; }

    /// <summary>The application it is for; the only one touched.</summary>
    public required ApplicationKind Application { get; init; }

    /// <summary>Defects, advisories, requests and cases.</summary>
    public ImmutableArray<Reference> References { get; init; } = [];

    /// <summary>The instances that get it.</summary>
    public required InstanceSelection Instances { get; init; }

    /// <summary>How long the installation on one instance takes.</summary>
    [DurationRange("1m", "24h")]
    public required TimeSpan Duration { get; init; }

    /// <summary>The planner picks a start not before this.</summary>
    public DateOrInstant? Earliest { get; init; }

    /// <summary>The planner picks a start such that the change ends not after this; a date means the end of the window of that date.</summary>
    public DateOrInstant? Latest { get; init; }

    /// <summary>What it does to calls; null: the default of the category in the policy.</summary>
    public Impact? Impact { get; init; }

    /// <summary>What is done, step by step.</summary>
    public ImmutableArray<string> Steps { get; init; } = [];

    /// <summary>How it is undone.</summary>
    public string? BackOut { get; init; }

    /// <summary>Makes it an emergency: uploaded in the provider's own planned window without the lead times, or at once (policy, sections 5 and 7).</summary>
    public Emergency? Emergency { get; init; }

    /// <summary>Moves asked for, by instance.</summary>
    public ImmutableArray<Move> Moves { get; init; } = [];

    /// <summary>That people were told by other means, by instance.</summary>
    public ImmutableArray<Announced> Announced { get; init; } = [];

    /// <summary>Tests of integrations that are planned for it or recorded.</summary>
    public ImmutableArray<IntegrationTest> IntegrationTests { get; init; } = [];

    /// <summary>How it ended, by instance; of an upload, that the file is there.</summary>
    public ImmutableArray<Outcome> Outcomes { get; init; } = [];

    /// <summary>Of an upload: that the partner installed the file, by instance, in its own time.</summary>
    public ImmutableArray<CopInstallation> Installations { get; init; } = [];
}

/// <summary>The partner's word that it installed an uploaded file.</summary>
public sealed record CopInstallation : ChangeRecord
{
    /// <summary>When it was installed.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>Who says so.</summary>
    public required string By { get; init; }
}

/// <summary>What is the case with a COP request.</summary>
public sealed record CopRequestStatus
{
    /// <summary>The generation this status speaks of.</summary>
    public long ObservedGeneration { get; init; }

    /// <summary>Conditions by type.</summary>
    public ImmutableArray<Condition> Conditions { get; init; } = [];

    /// <summary>Its next change, with its start; where none has one, what is to be done. Empty: nothing.</summary>
    public string Next { get; init; } = "";

    /// <summary>Its changes, by instance.</summary>
    public ImmutableArray<ChildStatus> Changes { get; init; } = [];
}
