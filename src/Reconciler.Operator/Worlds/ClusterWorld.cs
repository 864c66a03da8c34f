using System.Collections.Immutable;
using Reconciler.Api;
using Reconciler.Core.Inventory;
using Reconciler.Core.Policy;
using Reconciler.Engine.Worlds;
using Reconciler.Kubernetes.Caching;
using Reconciler.Kubernetes.Objects;
using Reconciler.Manifests;
using Reconciler.Operator.Events;
using Reconciler.Operator.Fleets;

namespace Reconciler.Operator.Worlds;

/// <summary>
/// What people wrote, as a cluster has it. An object that can not be read is set aside: the others are planned, and nothing of it counts as gone. So is an
/// instance that names a calendar that can not be read. The policy, and the calendars that it names, are everybody's: without them nothing is planned. What is
/// told with a template that can not be used waits. An object that is being deleted is gone, unless a fleet source is about to put it back.
/// </summary>
/// <param name="caches">The cluster.</param>
/// <param name="motion">Where revisions are being applied.</param>
internal sealed class ClusterWorld(ClusterCaches caches, Motion motion) : IWorld
{
    private ImmutableArray<ImmutableDictionary<ResourceName, CachedObject<Known>>> _seen = [];
    private readonly CheckedTemplates _templates = new();
    private ImmutableHashSet<ObjectRef> _edited = [];
    private Fleet? _fleet;
    private long _begun;

    /// <summary>Objects that could not be read the last time, with what is wrong with them in one line.</summary>
    public ImmutableDictionary<ObjectRef, string> Unreadable { get; private set; } = ImmutableDictionary<ObjectRef, string>.Empty;

    /// <summary>Whether what was read the last time may hold half of a revision.</summary>
    public bool IsInMotion { get; private set; }

    /// <inheritdoc/>
    public bool IsOutdated => motion.Begun != _begun;

    /// <summary>The policy that was in force the last time; null: nothing was read yet.</summary>
    public OperationalPolicySpec? Policy => Volatile.Read(ref _fleet)?.Snapshot.Policy;

    /// <summary>What somebody deleted and a fleet source puts back.</summary>
    public ImmutableHashSet<ObjectRef> Returning { get; private set; } = [];

    /// <summary>An object as it was when the fleet was last read; null: it was not there.</summary>
    /// <param name="reference">The object.</param>
    public ObjectHead? Seen(ObjectRef reference) =>
        _seen.Where((_, index) => caches.Written[index].Type.Kind == reference.Kind).FirstOrDefault()?.GetValueOrDefault(KnownTypes.NameOf(reference))?.Head;

    /// <inheritdoc/>
    public Task<Fleet> ReadAsync(CancellationToken stop) => Task.FromResult(Read());

    private Fleet Read()
    {
        _begun = motion.Begun;
        var before = motion.Look();
        ImmutableArray<ImmutableDictionary<ResourceName, CachedObject<Known>>> now = [.. caches.Written.Select(cache => cache.Read())];
        var (missing, edited) = Missing(now);
        IsInMotion = before.IsMoving || motion.Look() != before || missing.Union(edited).Any(IsOfMany);
        edited = edited.Except(edited.Where(IsOfMany));
        if (_fleet is null || !_edited.SetEquals(edited) || _seen.Length != now.Length || _seen.Zip(now).Any(pair => !ReferenceEquals(pair.First, pair.Second)))
        {
            (_seen, _edited, _fleet) = (now, edited, Assemble(now, edited));
        }

        Returning = missing;
        var held = missing.Union(edited);
        var removals = Removed();
        return held.IsEmpty && removals.IsEmpty ? _fleet : _fleet with { Snapshot = _fleet.Snapshot with { Unreadable = _fleet.Snapshot.Unreadable.Union(held), Removals = removals } };
    }

    private ImmutableDictionary<ObjectRef, Provenance> Removed()
    {
        var removals = ImmutableDictionary.CreateBuilder<ObjectRef, Provenance>();
        foreach (var (subject, commit) in caches.Fleets.Read().Values.SelectMany(source => Removals.In(source.Value?.Status)))
        {
            removals[subject] = commit;
        }

        return removals.ToImmutable();
    }

    // To be put back by a source that is there and not suspended: as little gone, or what it says just now, as what can not be read.
    private (ImmutableHashSet<ObjectRef> Gone, ImmutableHashSet<ObjectRef> Edited) Missing(ImmutableArray<ImmutableDictionary<ResourceName, CachedObject<Known>>> now)
    {
        var kinds = caches.Written.Select(cache => cache.Type.Kind).Zip(now).ToDictionary(kind => kind.First, kind => kind.Second);
        var sources = caches.Fleets.Read();
        var missing = motion.Missing.Select(each => each.Key)
            .Where(each => sources.GetValueOrDefault(each.Source) is { Head.DeletedAt: null, Value.Source.Spec.Suspend: false })
            .Where(each => kinds.GetValueOrDefault(each.Object.Kind)?.GetValueOrDefault(KnownTypes.NameOf(each.Object)) is { Head.DeletedAt: null } == each.IsEdited)
            .ToLookup(each => each.IsEdited, each => each.Object);
        return ([.. missing[false]], [.. missing[true]]);
    }

    private Fleet Assemble(ImmutableArray<ImmutableDictionary<ResourceName, CachedObject<Known>>> now, ImmutableHashSet<ObjectRef> edited)
    {
        var living = caches.Written.Zip(now).SelectMany(kind => kind.Second.Values
            .Where(found => found.Head.DeletedAt is null && found.Value is not { IsGenerated: true })
            .Select(found => (kind.First.Type, Found: found)))
            .Where(each => edited.IsEmpty || !edited.Contains(KnownTypes.ReferenceOf(each.Type, each.Found.Head.Name))).ToArray();
        var contents = living.Where(each => each.Found.Value is not null).Select(each => each.Found.Value!.Contents).ToArray();
        var fleet = FleetAssembler.Assemble(contents);
        var problems = fleet.Problems.Where(problem => problem.Severity == Severity.Error)
            .Concat(living.Where(each => each.Found.Problem is not null).Select(Malformed))
            .Concat(living.Where(each => each.Type == KnownTypes.Windows && each.Found.Value is { IsCopy: true }).Select(Copied))
            .Concat(_templates.Check(fleet, contents))
            .ToArray();
        var held = UnreadCalendars.OfInstances(fleet.Snapshot, problems);
        var without = held.Select(problem => problem.Object).ToHashSet();
        problems = [.. problems, .. held];
        Unreadable = problems
            .Where(problem => problem.Object is not null)
            .GroupBy(problem => problem.Object!)
            .ToImmutableDictionary(group => group.Key, group => ProblemText.Of(group));
        return fleet with
        {
            Problems = [.. problems.Where(problem => problem.Object is { } subject && (IsPolicy(subject) || UnreadCalendars.IsOfPolicy(subject, fleet.Snapshot.Policy)))],
            Snapshot = fleet.Snapshot with
            {
                Unreadable = [.. Unreadable.Keys],
                Instances = fleet.Snapshot.Instances.RemoveAll(instance => without.Contains(instance.Reference)),
            },
        };
    }

    private static Finding Malformed((ResourceType Type, CachedObject<Known> Found) each) => new()
    {
        Rule = ReadProblems.NotYaml,
        Severity = Severity.Error,
        Message = each.Found.Problem!.Message,
        Object = KnownTypes.ReferenceOf(each.Type, each.Found.Head.Name),
    };

    // Whoever reads files leaves it out as one that is made again; nobody would make it, nor plan it.
    private static Finding Copied((ResourceType Type, CachedObject<Known> Found) each) => new()
    {
        Rule = Reasons.Unreadable,
        Severity = Severity.Error,
        Message = $"it has the label '{Annotations.OriginKind}' of a generated window, and the operator did not make it",
        Remedy = "delete it, or take the label off where it is to be a window of your own",
        Object = KnownTypes.ReferenceOf(each.Type, each.Found.Head.Name),
    };

    private static bool IsOfMany(ObjectRef subject) => IsPolicy(subject) || subject.Kind == nameof(HolidayCalendar) || subject.Kind == KnownTypes.ConfigMaps.Kind;

    private static bool IsPolicy(ObjectRef subject) => subject is { Kind: nameof(OperationalPolicy), Name: "default" };
}
