using System.Collections.Immutable;
using NodaTime;
using Reconciler.Api;
using Reconciler.Core.Inventory;
using Reconciler.Core.Planning;
using Reconciler.Core.Policy;

namespace Reconciler.Core.Support;

/// <summary>
/// A support case as it stands at the moment of a pass (policy, section 8). What is dated in the future has not happened yet. Whoever asks
/// whether something is over asks the moment, so the next wake is right.
/// </summary>
public sealed class CaseFile
{
    private readonly Moment _moment;
    private readonly SupportPolicy _policy;

    /// <summary>Opens the file of a case.</summary>
    /// <param name="declared">The case.</param>
    /// <param name="world">The pass.</param>
    public CaseFile(Declared<SupportCase> declared, World world)
    {
        ArgumentNullException.ThrowIfNull(declared);
        ArgumentNullException.ThrowIfNull(world);
        (_moment, _policy, Declared) = (world.Moment, world.Policy.Support, declared);
        Site = world.Sites.Find(new(declared.Key.Namespace, Spec.Instance));
        Matrix = SeverityMatrix.Of(Spec, _policy);
        Triaged = Spec.Triaged is { } decision && Has(decision.At) ? decision : null;
        IsResolved = Has(Spec.ResolvedAt);
        AcknowledgedAt = Has(Spec.AcknowledgedAt) ? At(Spec.AcknowledgedAt!.Value) : null;
        ResponseSeverity = Triaged is { } triaged && (AcknowledgedAt is not { } answered || At(triaged.At) <= answered) ? triaged.Severity : Opened;
        ResponseDue = DueAt(ResponseSeverity);
        IntervalEnd = DueAt(Severity);
    }

    /// <summary>The case.</summary>
    public Declared<SupportCase> Declared { get; }

    /// <summary>What people declared.</summary>
    public SupportCaseSpec Spec => Declared.Value.Spec;

    /// <summary>What its findings speak of.</summary>
    public Subject Subject => Subject.Of(Declared, Site?.Region.Zone);

    /// <summary>Where its instance stands; null where that, or its region, is not known.</summary>
    public Site? Site { get; }

    /// <summary>Severity of the matrix; null where the policy does not have its level or its urgency.</summary>
    public CaseSeverity? Matrix { get; }

    /// <summary>The provider's decision in triage; null: none yet.</summary>
    public SeverityDecision? Triaged { get; }

    /// <summary>Severity at the opening: stated, else of the matrix.</summary>
    public CaseSeverity? Opened => Spec.Severity ?? Matrix;

    /// <summary>Severity that holds: set in triage, else that of the opening.</summary>
    public CaseSeverity? Severity => Triaged?.Severity ?? Opened;

    /// <summary>Severity that the response is judged by: a decision after the response does not judge it again.</summary>
    public CaseSeverity? ResponseSeverity { get; }

    /// <summary>When it was acknowledged; null: not yet.</summary>
    public Instant? AcknowledgedAt { get; }

    /// <summary>Whether it is resolved.</summary>
    public bool IsResolved { get; }

    /// <summary>The last instant at which the response is on time; null where severity or site are not known.</summary>
    public Instant? ResponseDue { get; }

    /// <summary>End of the interval after which an unresolved case owes a status with a plan; null as <see cref="ResponseDue"/>.</summary>
    public Instant? IntervalEnd { get; }

    /// <summary>Whether the response was on time; null: not known yet.</summary>
    public bool? ResponseMet =>
        ResponseDue is not { } due ? null
        : AcknowledgedAt is { } at ? at <= due
        : IsResolved ? At(Spec.ResolvedAt!.Value) <= due
        : _moment.Passed(due) ? false : null;

    /// <summary>The hold that it rests in; null: none. A hold without an end holds nothing (SUP006).</summary>
    public CaseHold? Hold => Spec.Holds.FirstOrDefault(hold => hold.Until is { } until && Has(hold.From) && !Has(until));

    /// <summary>Whether it is unresolved past its interval, and does not rest: the provider owes a status with a plan.</summary>
    public bool IsOverdue => !IsResolved && IntervalEnd is { } end && _moment.Passed(end) && Hold is null;

    /// <summary>Whether a status with a resolution action plan was given.</summary>
    public bool HasPlan => Updates.Any(update => !string.IsNullOrWhiteSpace(update.Plan));

    /// <summary>Whether the last thing said is a status with a plan that the partner can accept.</summary>
    public bool IsAcceptable => Updates.LastOrDefault() is { Accepted: true, Plan: { } plan } && !string.IsNullOrWhiteSpace(plan);

    /// <summary>Whether the partner has escalated it.</summary>
    public bool IsEscalated => Has(Spec.Escalation?.At);

    /// <summary>Whether the partner asked for another severity, and the provider has not decided since.</summary>
    public bool AwaitsSeverity =>
        Spec.Requested is { } requested && Has(requested.At) && requested.Severity < Severity && !(Triaged is { } triaged && triaged.At >= requested.At);

    /// <summary>Items of the policy's triage checklist that are not done.</summary>
    public ImmutableArray<ChecklistItem> Undone => [.. _policy.Checklist.Where(item => !Spec.Checklist.Contains(item.Name))];

    /// <summary>What the policy says of the severity that holds.</summary>
    public SeverityPolicy? SeverityPolicy => PolicyOf(Severity);

    /// <summary>Whether something was opened so recently that it counts.</summary>
    /// <param name="period">How long ago at most.</param>
    /// <returns>True from its opening until the period is over.</returns>
    public bool IsWithin(TimeSpan period) => Has(Spec.OpenedAt) && !_moment.Reached(At(Spec.OpenedAt) + Duration.FromTimeSpan(period));

    private IEnumerable<CaseUpdate> Updates => Spec.Updates.Where(update => Has(update.At)).OrderBy(update => update.At);

    // A severity that the provider raised counts from then on; one that it lowered, from the opening.
    private Instant? DueAt(CaseSeverity? severity)
    {
        var from = Triaged is { } triaged && triaged.Severity == severity && severity < Opened && triaged.At > Spec.OpenedAt ? triaged.At : Spec.OpenedAt;
        return Site is { } site && PolicyOf(severity) is { } policy ? Targets.Response(At(from), policy, site) : null;
    }

    private SeverityPolicy? PolicyOf(CaseSeverity? severity) =>
        severity is { } known ? _policy.Severities.GetValueOrDefault(known.ToString()) : null;

    private bool Has(DateTimeOffset? at) => at is { } instant && _moment.Reached(At(instant));

    private static Instant At(DateTimeOffset instant) => Instant.FromDateTimeOffset(instant);
}
