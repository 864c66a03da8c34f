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
    private readonly Dictionary<ObjectRef, Finding> _byObject = [];
    private readonly Dictionary<ObjectRef, Finding> _holding = [];
    private readonly ConcurrentDictionary<(string Type, bool Holds, string Reason, long Generation), Condition> _plain = new();
    private readonly ConcurrentDictionary<(string? Reason, long Generation), ImmutableArray<Condition>> _fine = new();

    private readonly World _world;
    private readonly EntryErrors _errors;

    /// <summary>Gets ready to tell what is the case.</summary>
    /// <param name="world">The pass.</param>
    /// <param name="findings">The findings of the pass; of several errors of one thing the first one counts.</param>
    /// <param name="errors">Those against changes.</param>
    public Conditions(World world, ImmutableArray<Finding> findings, EntryErrors errors)
    {
        (_world, _errors) = (world, errors);
        foreach (var finding in findings.Where(finding => finding is { Severity: Severity.Error, Object: not null }))
        {
            _byObject.TryAdd(finding.Object!, finding);
            if (finding.Entry is null && RuleTable.Find(finding.Rule) is { HoldsChanges: true })
            {
                _holding.TryAdd(finding.Object!, finding);
            }
        }
    }

    /// <summary>Of a change.</summary>
    public ImmutableArray<Condition> OfEntry(Entry entry, long generation)
    {
        var error = ErrorOf(entry);
        var told = entry.State is EntryState.Announced or EntryState.InProgress or EntryState.Completed or EntryState.Failed or EntryState.Cancelled;
        var needsPerson = NeedsPerson(entry);
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

    /// <summary>What keeps every change of an object out of the schedule: an error of it itself; null: nothing does.</summary>
    public Finding? HoldOf(ObjectRef reference) => _holding.GetValueOrDefault(reference);

    /// <summary>Whether a person has to do something about a change.</summary>
    public static bool NeedsPerson(Entry entry) => entry.State == EntryState.Blocked || entry.Reason == PlanReasons.OutcomeMissing;

    /// <summary>Why an object that several changes come from is not ready; null where it is.</summary>
    public string? WhyNot(ObjectRef reference, ArraySegment<Entry> entries)
    {
        if (_byObject.GetValueOrDefault(reference) is { Entry: null } error)
        {
            return $"{error.Rule} {error.Short}";
        }

        foreach (var entry in entries)
        {
            if (NeedsPerson(entry) || ErrorOf(entry) is not null)
            {
                return $"{WhyOf(entry)} ({entry.Name})";
            }
        }

        return null;
    }

    /// <summary>Of an object that no change comes from, though it is one that changes come from: nothing has a start, and nobody was told.</summary>
    public ImmutableArray<Condition> OfNone(ObjectRef reference, Standstill standstill, long generation)
    {
        var error = _byObject.GetValueOrDefault(reference);
        var (reason, message) = error is null ? (standstill.Reason, standstill.Message) : (error.Rule, error.Short);
        var needsPerson = error is not null || standstill.NeedsPerson;
        return
        [
            Compliant(error, generation),
            Of(ConditionTypes.Scheduled, false, reason, message, generation),
            Of(ConditionTypes.Announced, false, reason, message, generation),
            Of(ConditionTypes.Ready, !needsPerson, needsPerson ? reason : "Processed", error is not null ? Named(error) : needsPerson ? message : "", generation),
        ];
    }

    /// <summary>Of an object that changes come from: each holds where it holds for all of them.</summary>
    public ImmutableArray<Condition> OfMany(ObjectRef reference, ArraySegment<Entry> entries, long generation)
    {
        var (error, unplaced, untold, needy) = (_byObject.GetValueOrDefault(reference), (Entry?)null, (Entry?)null, (Entry?)null);
        foreach (var entry in entries)
        {
            error ??= ErrorOf(entry);
            unplaced ??= entry.Start is null ? entry : null;
            untold ??= entry.State is EntryState.Blocked or EntryState.Scheduled ? entry : null;
            needy ??= NeedsPerson(entry) ? entry : null;
        }

        if (error is null && untold is null && unplaced is null && needy is null)
        {
            return Fine(PlanReasons.HasStart, generation);
        }

        return
        [
            Compliant(error, generation),
            Of(ConditionTypes.Scheduled, unplaced is null, unplaced?.Reason ?? PlanReasons.HasStart, Named(unplaced), generation),
            Of(ConditionTypes.Announced, untold is null, untold is null ? PlanReasons.Told : "NotYet", untold is null ? "" : $"{untold.Name}: {NotYet(untold)}", generation),
            Of(ConditionTypes.Ready, error is null && needy is null, error?.Rule ?? needy?.Reason ?? "Processed", error is null ? Named(needy) : Named(error), generation),
        ];
    }

    /// <summary>Of an object that no change comes from.</summary>
    public ImmutableArray<Condition> OfObject(ObjectRef reference, long generation)
    {
        if (_byObject.GetValueOrDefault(reference) is not { } error)
        {
            return Fine(null, generation);
        }

        return [Compliant(error, generation), Of(ConditionTypes.Ready, false, error.Rule, Named(error), generation)];
    }

    /// <summary>Of a partner's request.</summary>
    public ImmutableArray<Condition> OfRequest(ObjectRef reference, RequestFile file, long generation) =>
    [
        .. OfObject(reference, generation),
        Of(ConditionTypes.Approved, file.State == RequestState.Approved, file.State.ToString(), file.State == RequestState.Pending ? file.Next ?? "" : "", generation),
    ];

    private static string Named(Entry? entry) => entry is null ? "" : $"{entry.Name}: {entry.Message}";

    // Tables show the message of a parent alone, so it says which rule, and of which of its changes.
    private static string Named(Finding error) => $"{(error.Entry is { } entry ? $"{entry}: " : "")}{error.Rule} {error.Short}";

    private Finding? ErrorOf(Entry entry) => _errors.Of(entry);

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
