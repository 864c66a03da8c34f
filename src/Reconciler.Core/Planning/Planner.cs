using NodaTime;
using Reconciler.Api;
using Reconciler.Core.Inventory;
using Reconciler.Core.Planning.Announcing;
using Reconciler.Core.Planning.Bulletins;
using Reconciler.Core.Planning.Changes;
using Reconciler.Core.Planning.Checking;
using Reconciler.Core.Planning.Scheduling;
using Reconciler.Core.Planning.Summarising;
using Reconciler.Core.Policy;

namespace Reconciler.Core.Planning;

/// <summary>How a pass differs from the ordinary one.</summary>
public sealed record PlanOptions
{
    /// <summary>The ordinary pass: notices rest for <c>announce.settle</c>, nothing is released.</summary>
    public static PlanOptions Default { get; } = new();

    /// <summary>Whether notices rest before they are sent; false for <c>run --once</c>.</summary>
    public bool Settle { get; init; } = true;

    /// <summary>Digest of a hold that a person releases; beside the annotation on the policy. Null: none.</summary>
    public string? Release { get; init; }

    /// <summary>Whether what would be told is recorded as told and nothing is sent (<c>reconciler adopt</c>); default false.</summary>
    public bool Adopt { get; init; }

    /// <summary>
    /// Whether every declared start whose notice has fallen due counts as told on time: the base of a comparison without a ledger
    /// (design: <i>Told on time</i>). Default false.
    /// </summary>
    public bool TakesAsTold { get; init; }

    /// <summary>
    /// Whether a change that nobody is recorded to have been told of counts as one that nobody was told of; default true. False where the ledger
    /// may be elsewhere (<c>reconciler validate</c>): then it only warns.
    /// </summary>
    public bool ExpectsRecords { get; init; } = true;

    /// <summary>Whether every ticket carries its facts, not only those that this pass acts on; default false.</summary>
    public bool AllFacts { get; init; }

    /// <summary>Whether people are told, whatever <c>announce.mode</c> of the policy says; null: as that says.</summary>
    public AnnounceMode? Announce { get; init; }

    /// <summary>How many things a processor takes at a time, at least 1; default 1,000. The plan is the same for each number.</summary>
    public int Share { get; init; } = 1_000;
}

/// <summary>The one function that everything else serves: check, schedule, announce, summarise.</summary>
public static class Planner
{
    /// <summary>Decides. Pure and total: bad input becomes findings.</summary>
    /// <param name="snapshot">What people wrote.</param>
    /// <param name="ledger">What the world has been told.</param>
    /// <param name="now">The instant to decide for; not before <see cref="Ledger.LastPass"/>.</param>
    /// <param name="options">How this pass differs from the ordinary one; null: not at all.</param>
    /// <returns>What follows.</returns>
    public static Plan Plan(Snapshot snapshot, Ledger ledger, Instant now, PlanOptions? options = null)
    {
        var moment = new Moment(now);
        var world = new World(snapshot, ledger, moment, options ?? PlanOptions.Default);
        var findings = new Findings(moment);

        var changes = WantedChanges.Of(world);
        var check = new FleetCheck(world, findings);
        check.Run(changes);
        ClaimCheck.Run(world, changes, findings);

        var decisions = new Scheduler(world, findings, check.Held).Run(changes);
        CalendarCheck.Run(world, decisions, findings);

        var told = new Telling(world).Run(decisions, WantedBulletins.Of(world));
        if (told.Hold is { } hold)
        {
            findings.Note(PlanReasons.HeldBySafety, Severity.Warning, new("", $"{hold.Notices.Length} notices rest: {hold.Reason}", $"look at them, then release exactly these with --release {hold.Digest}, or with the annotation {Annotations.Release}: {hold.Digest} on the policy"), PolicySubject(snapshot));
        }

        var subjects = Subjects.Of(world).ToArray();
        findings.CheckWaivers(subjects);
        return Summary.Of(world, decisions, told, findings.ToSorted()) with { Waivers = findings.Waivers(subjects) };
    }

    private static Subject PolicySubject(Snapshot snapshot) =>
        snapshot.PolicyObject is { } policy
            ? Subject.Of(policy)
            : new(new("OperationalPolicy", "", "default"), Source.None, Map.Empty<string>(), DateTimeZone.Utc);
}
