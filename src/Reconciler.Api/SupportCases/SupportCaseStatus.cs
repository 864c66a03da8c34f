using System.Collections.Immutable;

namespace Reconciler.Api;

/// <summary>What is the case with a case.</summary>
public sealed record SupportCaseStatus
{
    /// <summary>The generation this status speaks of.</summary>
    public long ObservedGeneration { get; init; }

    /// <summary>Conditions by type.</summary>
    public ImmutableArray<Condition> Conditions { get; init; } = [];

    /// <summary>The severity that holds: set in triage, else stated, else of the matrix.</summary>
    public CaseSeverity? Severity { get; init; }

    /// <summary>The severity that impact and urgency give.</summary>
    public CaseSeverity? MatrixSeverity { get; init; }

    /// <summary>Effort of both sides at this severity.</summary>
    public string? Effort { get; init; }

    /// <summary>The last instant at which the response is on time.</summary>
    public DateTimeOffset? ResponseDue { get; init; }

    /// <summary>The same on the clock of the instance's region.</summary>
    public string? LocalResponseDue { get; init; }

    /// <summary>Whether the response was on time; null: not known yet.</summary>
    public bool? ResponseMet { get; init; }

    /// <summary>The channel that the policy recommends for this severity, with its address.</summary>
    public string? Channel { get; init; }

    /// <summary>Who answers such a question first.</summary>
    public Party? FirstLine { get; init; }

    /// <summary>What somebody has to do next; null: nothing.</summary>
    public string? Next { get; init; }
}
