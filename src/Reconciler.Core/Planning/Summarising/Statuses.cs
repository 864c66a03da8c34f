using System.Collections.Concurrent;
using System.Collections.Immutable;
using NodaTime;
using Reconciler.Api;
using Reconciler.Core.Inventory;
using Reconciler.Core.Planning.Announcing;
using Reconciler.Core.Planning.Scheduling;
using Reconciler.Core.Policy;
using Reconciler.Core.Requests;
using Reconciler.Core.Support;
using Reconciler.Core.Time;

namespace Reconciler.Core.Planning.Summarising;

/// <summary>The statuses of everything that people wrote, and the windows that are made from it.</summary>
internal sealed class Statuses
{
    private const int Most = 3;
    private readonly World _world;
    private readonly Entry[] _entries;

    // An origin is one object: everything that is made from what people wrote names it by the reference that was read.
    private readonly Dictionary<ObjectRef, Range> _byOrigin;

    private readonly Dictionary<ObjectKey, ImmutableArray<string>> _nextChanges;
    private readonly ILookup<ObjectKey, string> _requested;
    private readonly Conditions _conditions;
    private readonly Schedules _schedules;
    private readonly ImmutableArray<Decision> _decisions;

    /// <summary>Gets ready to tell how things stand.</summary>
    /// <param name="world">The pass.</param>
    /// <param name="decisions">What was decided of every change that is declared, in the order of keys.</param>
    /// <param name="entries">Their entries, in the same order.</param>
    /// <param name="byStart">Every entry, by start.</param>
    /// <param name="findings">The findings of the pass.</param>
    /// <param name="errors">Those against changes.</param>
    public Statuses(World world, ImmutableArray<Decision> decisions, Entry[] entries, ImmutableArray<Entry> byStart, ImmutableArray<Finding> findings, EntryErrors errors)
    {
        (_world, _decisions, _entries) = (world, decisions, entries);
        (_byOrigin, _nextChanges) = (new(entries.Length, ReferenceEqualityComparer.Instance), new(world.Snapshot.Instances.Length));
        _requested = world.Snapshot.Windows
            .Where(window => window.Value.Spec.ChangeRequest is not null)
            .ToLookup(window => new ObjectKey(window.Key.Namespace, window.Value.Spec.ChangeRequest!), window => window.Key.Name);
        _conditions = new(world, findings, errors);
        _schedules = new(world, _conditions);
        world.Shares.Together(entries.Length, FindOrigins, () => FindNext(byStart));
    }

    // Entries are in the order of change keys, so those of one origin stand together.
    private void FindOrigins()
    {
        for (var (first, end) = (0, 0); first < _entries.Length; first = end)
        {
            while (end < _entries.Length && ReferenceEquals(_entries[end].Origin, _entries[first].Origin))
            {
                end++;
            }

            _byOrigin[_entries[first].Origin] = first..end;
        }
    }

    private void FindNext(ImmutableArray<Entry> byStart)
    {
        foreach (var entry in byStart)
        {
            if (IsAhead(entry))
            {
                var key = new ObjectKey(entry.Origin.Namespace, entry.Instance);
                var names = _nextChanges.GetValueOrDefault(key, []);
                if (names.Length < Most)
                {
                    _nextChanges[key] = names.Add(entry.Name);
                }
            }
        }
    }

    /// <summary>One status for each object that people wrote, by kind and key.</summary>
    public ImmutableArray<DesiredStatus> All(SafetyHold? hold)
    {
        var (snapshot, shares) = (_world.Snapshot, _world.Shares);
        ImmutableArray<DesiredStatus>[] kinds =
        [
            shares.Select(snapshot.ChangeRequests, request => new DesiredStatus(request.Reference, StatusOf(_world.Requests[request.Key], request.Reference))),
            shares.Select(snapshot.CopRequests, cop => new DesiredStatus(cop.Reference, new CopRequestStatus
            {
                ObservedGeneration = cop.Value.Metadata.Generation,
                Conditions = ConditionsOf(cop),
                Next = NextOf(cop.Reference),
                Changes = ChildrenOf(cop.Reference),
            })),
            shares.Select(snapshot.Instances, instance => new DesiredStatus(instance.Reference, StatusOf(instance))),
            shares.Select(snapshot.Calendars, calendar => new DesiredStatus(calendar.Reference, new HolidayCalendarStatus
            {
                ObservedGeneration = calendar.Value.Metadata.Generation,
                Conditions = _conditions.OfObject(calendar.Reference, calendar.Value.Metadata.Generation),
            })),
            shares.Select(snapshot.Windows, window => new DesiredStatus(window.Reference, StatusOf(window))),
            shares.Select(_world.Cases, file => new DesiredStatus(file.Declared.Reference, StatusOf(file, file.Declared.Reference))),
            shares.Select(snapshot.UpgradePlans, plan => new DesiredStatus(plan.Reference, new UpgradePlanStatus
            {
                ObservedGeneration = plan.Value.Metadata.Generation,
                Conditions = ConditionsOf(plan),
                Next = NextOf(plan.Reference),
                Changes = ChildrenOf(plan.Reference),
            })),
            snapshot.PolicyObject is { } policy ? [new(policy.Reference, StatusOf(policy, hold))] : [],
        ];
        var all = ImmutableArray.CreateBuilder<DesiredStatus>(kinds.Sum(kind => kind.Length));
        foreach (var kind in kinds)
        {
            all.AddRange(kind);
        }

        return all.MoveToImmutable();
    }

    /// <summary>The windows made from what people wrote, with their statuses, by key.</summary>
    public ImmutableArray<MaintenanceWindow> GeneratedWindows()
    {
        (Change Change, Entry Entry)[] generated =
        [
            .. _decisions
                .Zip(_entries, (decision, entry) => (decision.Change, Entry: entry))
                .Where(row => row.Change is { IsDeclaredWindow: false } change && (change.Site is not null || change.Told is not null)),
        ];
        _world.Shares.Sort<(Change Change, Entry Entry)>(generated, (left, right) => KeyOf(left.Entry).CompareTo(KeyOf(right.Entry)));
        return _world.Shares.Select([.. generated], row => new MaintenanceWindow
        {
            Metadata = new()
            {
                Name = row.Entry.Name,
                Namespace = row.Entry.Origin.Namespace,
                Labels = TicketDraft.LabelsOf(row.Change),
            },
            Spec = AsOnlyChange(row.Change.Window, row.Entry.Start),
            Status = StatusOf(row.Entry, 0),
        });
    }

    private static ObjectKey KeyOf(Entry entry) => new(entry.Origin.Namespace, entry.Name);

    // What told apart the changes of its origin has no meaning in a window that is one change, nor have bounds where it has a start.
    private static MaintenanceWindowSpec AsOnlyChange(MaintenanceWindowSpec window, Instant? start) => window with
    {
        Start = start is { } at ? new(at.ToDateTimeOffset()) : window.Start,
        Earliest = start is null ? window.Earliest : null,
        Latest = start is null ? window.Latest : null,
        Moves = window.Moves.IsEmpty ? [] : [.. window.Moves.Select(move => move with { Instance = null, Occurrence = null, Expiry = null })],
        Announced = window.Announced.IsEmpty ? [] : [.. window.Announced.Select(announced => announced with { Instance = null, Occurrence = null, Expiry = null })],
        Outcomes = window.Outcomes.IsEmpty ? [] : [.. window.Outcomes.Select(outcome => outcome with { Instance = null, Occurrence = null, Expiry = null })],
    };

    private ArraySegment<Entry> EntriesOf(ObjectRef reference) =>
        _byOrigin.TryGetValue(reference, out var range) ? new ArraySegment<Entry>(_entries)[range] : ArraySegment<Entry>.Empty;

    private ImmutableArray<Condition> ConditionsOf<T>(Declared<T> declared)
        where T : Resource =>
        EntriesOf(declared.Reference) is { Count: > 0 } entries
            ? _conditions.OfMany(declared.Reference, entries, declared.Value.Metadata.Generation)
            : _conditions.OfNone(declared.Reference, Standstill.NoInstance, declared.Value.Metadata.Generation);

    private OperationalPolicyStatus StatusOf(Declared<OperationalPolicy> policy, SafetyHold? hold) => new()
    {
        ObservedGeneration = policy.Value.Metadata.Generation,
        Conditions = _conditions.OfObject(policy.Reference, policy.Value.Metadata.Generation),
        HeldDigest = hold?.Digest,
        Attainment = [.. Attainment.Of(_world).Select(attainment => new AttainmentStatus { Severity = attainment.Severity, Cases = attainment.Cases.Length, Met = attainment.Met })],
    };

    private ChangeRequestStatus StatusOf(RequestFile file, ObjectRef reference) => new()
    {
        ObservedGeneration = file.Declared.Value.Metadata.Generation,
        Conditions = _conditions.OfRequest(reference, file, file.Declared.Value.Metadata.Generation),
        State = file.State,
        Route = file.Route,
        Next = _requested[file.Declared.Key].Any() ? null : file.Next,
        Windows = [.. _requested[file.Declared.Key].Order(StringComparer.Ordinal)],
    };

    private SupportCaseStatus StatusOf(CaseFile file, ObjectRef reference) => new()
    {
        ObservedGeneration = file.Declared.Value.Metadata.Generation,
        Conditions = _conditions.OfObject(reference, file.Declared.Value.Metadata.Generation),
        Severity = file.Severity,
        MatrixSeverity = file.Matrix,
        Effort = file.SeverityPolicy?.Effort,
        ResponseDue = file.ResponseDue?.ToDateTimeOffset(),
        LocalResponseDue = file is { ResponseDue: { } due, Site: { } site } ? _world.Local(due, site.Region.Zone) : null,
        ResponseMet = file.ResponseMet,
        Channel = file.SeverityPolicy is { } severity ? NextStep.ChannelOf(severity.Channel, _world.Policy.Provider) : null,
        FirstLine = _world.Policy.Support.Questions.FirstOrDefault(question => question.Name == file.Spec.Question)?.FirstLine,
        Next = NextStep.Of(file, _world.Policy.Provider),
    };

    private DedicatedInstanceStatus StatusOf(Declared<DedicatedInstance> instance) => new()
    {
        ObservedGeneration = instance.Value.Metadata.Generation,
        Conditions = _conditions.OfObject(instance.Reference, instance.Value.Metadata.Generation),
        NextWindows = _world.Sites.Find(instance.Key) is { } site ? NextWindows(site.Region) : [],
        NextChanges = _nextChanges.GetValueOrDefault(instance.Key, []),
    };

    private readonly ConcurrentDictionary<Region, ImmutableArray<OccurrenceStatus>> _nextWindows = new(ReferenceEqualityComparer.Instance);

    // Weekday windows that have not closed: the answer changes when the first of them does.
    private ImmutableArray<OccurrenceStatus> NextWindows(Region of) => _nextWindows.GetOrAdd(of, region =>
    [
        .. region.Windows.From(_world.Moment.Now - Duration.FromDays(1))
            .Where(window => window.Kind == WindowKind.Weekday && !_world.Moment.Reached(window.Closes))
            .Take(Most)
            .Select(window => new OccurrenceStatus
            {
                Opens = window.Opens.ToDateTimeOffset(),
                Closes = window.Closes.ToDateTimeOffset(),
                LocalOpens = _world.Local(window.Opens, region.Zone),
            }),
    ]);

    private MaintenanceWindowStatus StatusOf(Declared<MaintenanceWindow> window)
    {
        var entries = EntriesOf(window.Reference);
        return window.Value.Spec.Schedule is not null ? _schedules.StatusOf(window, entries)
            : entries is [var entry, ..] ? StatusOf(entry, window.Value.Metadata.Generation)
            : new();
    }

    private MaintenanceWindowStatus StatusOf(Entry entry, long generation) => new()
    {
        ObservedGeneration = generation,
        Conditions = _conditions.OfEntry(entry, generation),
        State = entry.State,
        Reason = entry.Reason,
        Message = entry.Message,
        Why = _conditions.WhyOf(entry),
        Next = entry.Next,
        Start = entry.Start?.ToDateTimeOffset(),
        End = entry.End?.ToDateTimeOffset(),
        LocalStart = entry.Start is { } start ? _world.Local(start, entry.Zone) : null,
        LocalEnd = entry.End is { } end ? _world.Local(end, entry.Zone) : null,
        NoticeDue = entry.NoticeDue?.ToDateTimeOffset(),
        NoticeDeadline = entry.NoticeDeadline?.ToDateTimeOffset(),
        MovesLeft = entry.MovesLeft,
    };

    /// <summary>Whether a change has a start that lies ahead, or is under way.</summary>
    public static bool IsAhead(Entry entry) =>
        entry is { Start: not null, End: not null, State: EntryState.Scheduled or EntryState.Announced or EntryState.InProgress };

    // The first that lies ahead; where none does, what is to be done about the first that could.
    private string NextOf(ArraySegment<Entry> entries) =>
        First(entries, IsAhead, Summary.ByStart) is { } first ? $"{first.Instance} {_world.Local(first.Start!.Value, first.Zone)}"
        : First(entries, entry => entry.Next.Length > 0, (left, right) => string.CompareOrdinal(left.Name, right.Name)) is { } open ? $"{open.Instance}: {open.Next}"
        : "";

    private static Entry? First(ArraySegment<Entry> entries, Func<Entry, bool> isMeant, Comparison<Entry> order)
    {
        var first = (Entry?)null;
        foreach (var entry in entries)
        {
            if (isMeant(entry) && (first is null || order(entry, first) < 0))
            {
                first = entry;
            }
        }

        return first;
    }

    private string NextOf(ObjectRef reference) => NextOf(EntriesOf(reference));

    private ImmutableArray<ChildStatus> ChildrenOf(ObjectRef reference)
    {
        Entry[] entries = [.. EntriesOf(reference)];
        Array.Sort(entries, ByInstance);
        return [.. entries.Select(ChildOf)];
    }

    private static int ByInstance(Entry left, Entry right) =>
        string.CompareOrdinal(left.Instance, right.Instance) is var order and not 0 ? order : string.CompareOrdinal(left.Name, right.Name);

    private ChildStatus ChildOf(Entry entry) => new()
    {
        Name = entry.Name,
        Instance = entry.Instance,
        State = entry.State,
        Reason = entry.Reason,
        Next = entry.Next,
        Start = entry.Start?.ToDateTimeOffset(),
        LocalStart = entry.Start is { } start ? _world.Local(start, entry.Zone) : null,
    };
}
