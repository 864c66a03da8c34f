using System.Collections.Immutable;
using System.ComponentModel.DataAnnotations;

namespace Reconciler.Api;

/// <summary>Support cases (section 8) and recovery targets (section 10).</summary>
public sealed record SupportPolicy
{
    /// <summary>Levels of impact, by name; of those whose threshold is met the one with the highest holds.</summary>
    public required ImmutableArray<ImpactBand> Impacts { get; init; }

    /// <summary>Urgencies by name, each with its row of the matrix.</summary>
    public required ImmutableSortedDictionary<string, UrgencyPolicy> Urgencies { get; init; }

    /// <summary>Severities by name, <c>S1</c> to <c>S4</c>.</summary>
    public required ImmutableSortedDictionary<string, SeverityPolicy> Severities { get; init; }

    /// <summary>How often targets have to be met (SUP007).</summary>
    public required AttainmentPolicy Attainment { get; init; }

    /// <summary>Kinds of question, by name, with who answers first.</summary>
    public required ImmutableArray<QuestionPolicy> Questions { get; init; }

    /// <summary>The partner's triage checklist, by name (SUP008).</summary>
    public required ImmutableArray<ChecklistItem> Checklist { get; init; }

    /// <summary>What an escalation has to carry (SUP001).</summary>
    public required ImmutableArray<EscalationItem> Escalation { get; init; }

    /// <summary>Calendar days for which an incident is news; what is older when this product first hears of it is told to nobody.</summary>
    [Range(1, 365)]
    public required int NewsDays { get; init; }

    /// <summary>Of an application failure: business days until a new publisher stands (section 10, BCK002).</summary>
    [Range(0, 365)]
    public required int NewPublisherBusinessDays { get; init; }
}

/// <summary>A level of impact.</summary>
[ListKey("name")]
public sealed record ImpactBand
{
    /// <summary>Name, as cases give it.</summary>
    public required string Name { get; init; }

    /// <summary>Least share of the partner's environment, in percent.</summary>
    [Range(0, 100)]
    public required int Percent { get; init; }

    /// <summary>Whether the share has to be more than that; default false: exactly that is enough.</summary>
    public bool MoreThan { get; init; }
}

/// <summary>An urgency.</summary>
public sealed record UrgencyPolicy
{
    /// <summary>What it means.</summary>
    public required string Title { get; init; }

    /// <summary>Severity by level of impact.</summary>
    public required ImmutableSortedDictionary<string, CaseSeverity> Severity { get; init; }
}

/// <summary>What a severity brings. The target is so many business days later at the same clock time, and then so long.</summary>
public sealed record SeverityPolicy
{
    /// <summary>What it means.</summary>
    public required string Title { get; init; }

    /// <summary>Business days until the response; they count by the instance's calendar, in the zone of its region.</summary>
    [Range(0, 365)]
    public required int BusinessDays { get; init; }

    /// <summary>Time until the response, after the business days.</summary>
    [DurationRange("0s", "30d")]
    public required TimeSpan Response { get; init; }

    /// <summary>Effort of both sides.</summary>
    public required string Effort { get; init; }

    /// <summary>Recommended channel.</summary>
    public required CaseChannel Channel { get; init; }

    /// <summary>Whether the provider mails the partner of such an incident by itself (section 2).</summary>
    public required bool Mails { get; init; }
}

/// <summary>How often response targets have to be met.</summary>
public sealed record AttainmentPolicy
{
    /// <summary>Severities that it is counted for, each by itself.</summary>
    public required ImmutableArray<CaseSeverity> Severities { get; init; }

    /// <summary>Least share of cases answered in time, in percent.</summary>
    [Range(0, 100)]
    public required int Percent { get; init; }

    /// <summary>Cases opened so long before now are counted.</summary>
    [DurationRange("1d", "3650d")]
    public required TimeSpan Period { get; init; }
}

/// <summary>A kind of question.</summary>
[ListKey("name")]
public sealed record QuestionPolicy
{
    /// <summary>Name, as cases give it.</summary>
    public required string Name { get; init; }

    /// <summary>What belongs to it.</summary>
    public required string Title { get; init; }

    /// <summary>Who answers first.</summary>
    public required Party FirstLine { get; init; }

    /// <summary>What the first line does.</summary>
    public required string Does { get; init; }
}

/// <summary>An item of the triage checklist.</summary>
[ListKey("name")]
public sealed record ChecklistItem
{
    /// <summary>Name, as cases give it.</summary>
    public required string Name { get; init; }

    /// <summary>What the partner does.</summary>
    public required string Title { get; init; }
}

/// <summary>What an escalation may have to carry.</summary>
public enum EscalationItem
{
    /// <summary>Subscription or contract number.</summary>
    Subscription,

    /// <summary>On whose behalf the caller speaks.</summary>
    Representing,

    /// <summary>Name of a contact.</summary>
    ContactName,

    /// <summary>Phone of a contact.</summary>
    ContactPhone,

    /// <summary>Mail address of a contact.</summary>
    ContactEmail,

    /// <summary>The partner.</summary>
    Partner,

    /// <summary>The customer.</summary>
    Customer,

    /// <summary>The issue.</summary>
    Issue,
}

/// <summary>How often targets were met at one severity.</summary>
[ListKey("severity")]
public sealed record AttainmentStatus
{
    /// <summary>The severity.</summary>
    public required CaseSeverity Severity { get; init; }

    /// <summary>Cases of the period whose response is known to be in time or late.</summary>
    public required int Cases { get; init; }

    /// <summary>Those of them that were answered in time.</summary>
    public required int Met { get; init; }
}
