using System.Collections.Concurrent;
using System.Collections.Immutable;
using Reconciler.Api;
using Reconciler.Core.Inventory;
using Reconciler.Core.Policy;
using Reconciler.Core.Requests;

namespace Reconciler.Core.Planning.Summarising;

/// <summary>
/// The conditions. Their text holds nothing that changes because time passes or the fleet grows: no ages, no counts of others.
/// </summary>
internal sealed class Conditions
{
    private readonly Dictionary<ObjectKey, Finding> _byEntry = [];
    private readonly Dictionary<ObjectRef, Finding> _byObject = [];
    private readonly ConcurrentDictionary<(string Type, bool Holds, string Reason, long Generation), Condition> _plain = new();
    private readonly ConcurrentDictionary<(string? Reason, long Generation), ImmutableArray<Condition>> _fine = new();

    private readonly World _world;

    /// <summary>Gets ready to tell what is the case.</summary>
    /// <param name="world">The pass.</param>
    /// <param name="findings">The findings of the pass; of several errors of one thing the first one counts.</param>
    public Conditions(World world, ImmutableArray<Finding> findings)
    {
        _world = world;
        foreach (var finding in findings.Where(finding => finding is { Severity: Severity.Error, Object: not null }))
        {
            _byObject.TryAdd(finding.Object!, finding);
            if (finding.Entry is { } entry)
            {
                _byEntry.TryAdd(new(finding.Object!.Namespace, entry), finding);
            }
        }
    }

    /// <summary>Of a change.</summary>
    public ImmutableArray<Condition> OfEntry(Entry entry, long generation)
    {
        var error = ErrorOf(entry);
        var told = entry.State is EntryState.Announced or EntryState.InProgress or EntryState.Completed or EntryState.Failed or EntryState.Cancelled;
        var blocked = entry.State == EntryState.Blocked;
        var needsPerson = blocked || entry.Reason == PlanReasons.OutcomeMissing;
        if (error is null && entry.Start is not null && told && !needsPerson)
        {
            return Fine(entry.Reason, generation);
        }

        return
        [
            Compliant(error, generation),
            Of(ConditionTypes.Scheduled, entry.Start is not null, entry.Reason, entry.Start is null ? entry.Message : "", generation),
            Of(ConditionTypes.Announced, told, told ? PlanReasons.Told : "NotYet", told ? "" : NotYet(entry), generation),
            Of(ConditionTypes.Ready, error is null && !needsPerson, error?.Rule ?? (needsPerson ? entry.Reason : "Processed"), error?.Short ?? (needsPerson ? entry.Message : ""), generation),
        ];
    }

    /// <summary>Why a change stands where it does: the error against it, also where it keeps its place; else what was decided.</summary>
    public string WhyOf(Entry entry) => entry.State != EntryState.Blocked && ErrorOf(entry) is { } error ? $"{error.Rule} {error.Short}" : entry.Why;

    /// <summary>Of an object that several changes come from: each holds where it holds for all of them.</summary>
    public ImmutableArray<Condition> OfMany(ObjectRef reference, ArraySegment<Entry> entries, long generation)
    {
        var (error, blocked, untold) = (_byObject.GetValueOrDefault(reference), (Entry?)null, (Entry?)null);
        foreach (var entry in entries)
        {
            error ??= ErrorOf(entry);
            blocked ??= entry.State == EntryState.Blocked ? entry : null;
            untold ??= entry.State is EntryState.Blocked or EntryState.Scheduled ? entry : null;
        }

        if (error is null && untold is null)
        {
            return Fine(PlanReasons.HasStart, generation);
        }

        return
        [
            Compliant(error, generation),
            Of(ConditionTypes.Scheduled, blocked is null, blocked?.Reason ?? PlanReasons.HasStart, blocked is null ? "" : $"{blocked.Name}: {blocked.Message}", generation),
            Of(ConditionTypes.Announced, untold is null, untold is null ? PlanReasons.Told : "NotYet", untold is null ? "" : $"{untold.Name}: {NotYet(untold)}", generation),
            Of(ConditionTypes.Ready, error is null && blocked is null, error?.Rule ?? blocked?.Reason ?? "Processed", error?.Short ?? (blocked is null ? "" : $"{blocked.Name}: {blocked.Message}"), generation),
        ];
    }

    /// <summary>Of an object that no change comes from.</summary>
    public ImmutableArray<Condition> OfObject(ObjectRef reference, long generation)
    {
        if (_byObject.GetValueOrDefault(reference) is not { } error)
        {
            return Fine(null, generation);
        }

        return [Compliant(error, generation), Of(ConditionTypes.Ready, false, error.Rule, error.Short, generation)];
    }

    /// <summary>Of a partner's request.</summary>
    public ImmutableArray<Condition> OfRequest(ObjectRef reference, RequestFile file, long generation) =>
    [
        .. OfObject(reference, generation),
        Of(ConditionTypes.Approved, file.State == RequestState.Approved, file.State.ToString(), file.State == RequestState.Pending ? file.Next ?? "" : "", generation),
    ];

    private Finding? ErrorOf(Entry entry) => _byEntry.GetValueOrDefault(new(entry.Origin.Namespace, entry.Name));

    private string NotYet(Entry entry) => entry switch
    {
        { Start: null } => "nobody is told before it has a start",
        { NoticeDue: { } due, NoticeDeadline: { } deadline } => $"the notice is due from {_world.Local(due, entry.Zone)}, and in time until {_world.Local(deadline, entry.Zone)}",
        _ => "nobody was told yet",
    };

    private Condition Compliant(Finding? error, long generation) =>
        Of(ConditionTypes.Compliant, error is null, error?.Rule ?? "NoError", error?.Short ?? "", generation);

    // Of most things there is nothing more to say: of a change that people were told where it stands, of anything else nothing.
    private ImmutableArray<Condition> Fine(string? reason, long generation) => _fine.GetOrAdd((reason, generation), of =>
    [
        Compliant(null, of.Generation),
        .. of.Reason is { } stands ? (Condition[])[Of(ConditionTypes.Scheduled, true, stands, "", of.Generation), Of(ConditionTypes.Announced, true, PlanReasons.Told, "", of.Generation)] : [],
        Of(ConditionTypes.Ready, true, "Processed", "", of.Generation),
    ]);

    // Most conditions of a fleet have no message, and are the same for many.
    private Condition Of(string type, bool holds, string reason, string message, long generation) => message.Length > 0
        ? Make(type, holds, reason, message, generation)
        : _plain.GetOrAdd((type, holds, reason, generation), static plain => Make(plain.Type, plain.Holds, plain.Reason, "", plain.Generation));

    private static Condition Make(string type, bool holds, string reason, string message, long generation) => new()
    {
        Type = type,
        Status = holds ? ConditionStatus.True : ConditionStatus.False,
        Reason = reason,
        Message = message,
        ObservedGeneration = generation,
    };
}
