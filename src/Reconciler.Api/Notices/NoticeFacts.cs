using System.Collections.Immutable;

namespace Reconciler.Api;

/// <summary>Everything that a text may say, frozen when it was decided. Instants are UTC.</summary>
public sealed record NoticeFacts
{
    /// <summary>Name of the instance.</summary>
    public required string Instance { get; init; }

    /// <summary>The customer.</summary>
    public required string Customer { get; init; }

    /// <summary>The partner.</summary>
    public required string Partner { get; init; }

    /// <summary>Region id.</summary>
    public required string Region { get; init; }

    /// <summary>Zone of the region's grid.</summary>
    public required string Zone { get; init; }

    /// <summary>Category of the change; null: no change is behind it.</summary>
    public ChangeCategory? Category { get; init; }

    /// <summary>One line that says what is done, in English, as declared or made.</summary>
    public required string Summary { get; init; }

    /// <summary>Whether people declared the summary; false: a template may say it better in its own language.</summary>
    public bool SummaryDeclared { get; init; }

    /// <summary>Applications touched or concerned, with the version that runs.</summary>
    public ImmutableArray<ApplicationFact> Applications { get; init; } = [];

    /// <summary>Data centres touched.</summary>
    public ImmutableArray<string> DataCenters { get; init; } = [];

    /// <summary>Data centres of the instance that are not touched and keep calls up.</summary>
    public ImmutableArray<string> DataCentersKept { get; init; } = [];

    /// <summary>Start; without a change, the instant of what is told.</summary>
    public required DateTimeOffset Start { get; init; }

    /// <summary>End, not included.</summary>
    public required DateTimeOffset End { get; init; }

    /// <summary>Of a move: the start that was left.</summary>
    public DateTimeOffset? PreviousStart { get; init; }

    /// <summary>What it does to calls.</summary>
    public required Impact Impact { get; init; }

    /// <summary>What is done, step by step.</summary>
    public ImmutableArray<string> Steps { get; init; } = [];

    /// <summary>How it is undone.</summary>
    public string? BackOut { get; init; }

    /// <summary>Of an upgrade, or of a release to prepare for: the target release.</summary>
    public string? Target { get; init; }

    /// <summary>Of a notice about a release: what the catalogue says.</summary>
    public ReleaseFact? Release { get; init; }

    /// <summary>Of an upgrade: what has to be in place before.</summary>
    public ImmutableArray<string> Requirements { get; init; } = [];

    /// <summary>Of a COP file: its name.</summary>
    public string? CopFile { get; init; }

    /// <summary>Of a COP file: its checksum.</summary>
    public string? CopChecksum { get; init; }

    /// <summary>Of a renewal: name of the certificate.</summary>
    public string? Certificate { get; init; }

    /// <summary>Of a renewal: local date of expiry.</summary>
    public DateOnly? CertificateExpiry { get; init; }

    /// <summary>Of a renewal where SSO is on: the partner has to disable, import again, enable and verify it.</summary>
    public bool SsoSteps { get; init; }

    /// <summary>Name of the identity provider, where known.</summary>
    public string? IdentityProvider { get; init; }

    /// <summary>Integrations to test afterwards.</summary>
    public ImmutableArray<string> Integrations { get; init; } = [];

    /// <summary>Of an emergency: its ground.</summary>
    public EmergencyGround? EmergencyGround { get; init; }

    /// <summary>Of an emergency: the customer impact in words.</summary>
    public string? CustomerImpact { get; init; }

    /// <summary>The last instant to answer if the date does not suit; null: it can not be moved.</summary>
    public DateTimeOffset? AnswerBy { get; init; }

    /// <summary>How often the partner may still move it; null: not limited.</summary>
    public int? MovesLeft { get; init; }

    /// <summary>Of a move or cancellation: why, where known.</summary>
    public string? Reason { get; init; }

    /// <summary>Of an end: how it ended.</summary>
    public Outcome? Outcome { get; init; }

    /// <summary>Of a support case: what is told of it.</summary>
    public IncidentFact? Incident { get; init; }

    /// <summary>
    /// The commit that last changed the file in which the change is declared, as a fleet source noted it; of a cancellation the one that took the change away.
    /// Null: not known.
    /// </summary>
    public string? Revision { get; init; }

    /// <summary>Who wrote that commit.</summary>
    public string? Author { get; init; }

    /// <summary>The provider's addresses on that day.</summary>
    public required ProviderContacts Provider { get; init; }
}

/// <summary>A release as it concerns an instance (policy, section 4).</summary>
public sealed record ReleaseFact
{
    /// <summary>The release.</summary>
    public required string Name { get; init; }

    /// <summary>The date from which it is available, on the clock of the region.</summary>
    public required DateOnly AvailableFrom { get; init; }

    /// <summary>The column that the instance stands in, such as <c>n-1</c>.</summary>
    public required string Column { get; init; }

    /// <summary>Whether the instance may stay there.</summary>
    public required StayRule Stay { get; init; }
}

/// <summary>A support case as people are told of it (policy, sections 2, 8 and 10).</summary>
public sealed record IncidentFact
{
    /// <summary>Number of the case at the provider, else its name.</summary>
    public required string Case { get; init; }

    /// <summary>What is wrong, as declared.</summary>
    public required string Summary { get; init; }

    /// <summary>Severity, where it is known.</summary>
    public CaseSeverity? Severity { get; init; }

    /// <summary>Of a recovery: service level, actions under way, expected timeline.</summary>
    public RecoveryUpdate? Recovery { get; init; }
}

/// <summary>An application touched by a change.</summary>
public sealed record ApplicationFact
{
    /// <summary>Which.</summary>
    public required ApplicationKind Kind { get; init; }

    /// <summary>The version that runs.</summary>
    public required string Version { get; init; }
}
