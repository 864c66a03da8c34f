using System.Collections.Concurrent;
using System.Collections.Immutable;
using Reconciler.Api;
using Reconciler.Core.Policy.Rules;

namespace Reconciler.Core.Releases;

/// <summary>Where a version of an application stands in the table of section 4.</summary>
/// <param name="Release">Which release it is; null where even the rule of thumb knows none.</param>
/// <param name="Column">Its column; null: none.</param>
/// <param name="Newest">The newest train of the application: n.</param>
public sealed record Standing(KnownRelease? Release, ReleaseColumn? Column, ReleaseTrain Newest)
{
    /// <summary>The release that upgrades to the newest train go to, or to a later one of it.</summary>
    public ReleaseVersion Target { get; } = Catalogue.TargetOf(Newest);

    /// <summary>COP files that have to be on every node before an upgrade; default none.</summary>
    public ImmutableArray<PrerequisiteCop> Prerequisites { get; init; } = [];
}

/// <summary>
/// The release catalogue of a policy. Which release is n, n-1 or n-2 is said nowhere: trains are counted from the newest one, for each
/// application on its own (policy, section 4).
/// </summary>
public sealed class Catalogue
{
    private readonly ImmutableArray<ReleaseColumn> _columns;
    private readonly ImmutableArray<PrerequisiteCop> _prerequisites;
    private readonly Dictionary<ApplicationKind, ImmutableArray<Train>> _trains = [];
    private readonly Builds _builds;
    private readonly ConcurrentDictionary<(ApplicationKind Kind, string Text), Standing?> _standings = new();
    private readonly ConcurrentDictionary<(ApplicationKind Kind, ReleaseVersion From, ReleaseVersion Target, UpgradeMethod Method), PathProblem?> _problems = new();

    /// <summary>The catalogue of a policy.</summary>
    /// <param name="policy">Its section about releases.</param>
    public Catalogue(ReleasePolicy policy)
    {
        ArgumentNullException.ThrowIfNull(policy);
        _columns = [.. policy.Columns.OrderBy(column => column.Behind)];
        _prerequisites = policy.Prerequisites;
        _builds = new(policy.Trains);
        var trains = policy.Trains.Select(train => new Train(train)).OrderByDescending(train => train.Name).ToArray();
        foreach (var kind in Enum.GetValues<ApplicationKind>())
        {
            _trains[kind] = [.. trains.Where(train => train.Declared.Applications.Contains(kind))];
        }
    }

    /// <summary>Applications as tables of builds name them.</summary>
    public static ImmutableArray<string> ApplicationNames { get; } = [.. Enum.GetValues<ApplicationKind>().Select(Words.Of)];

    /// <summary>Trains of an application, the newest first; empty: the catalogue does not know the application.</summary>
    /// <param name="kind">The application.</param>
    /// <returns>The trains.</returns>
    public IEnumerable<ReleaseTrain> TrainsOf(ApplicationKind kind) => _trains[kind].Select(train => train.Declared);

    /// <summary>The release that a version is.</summary>
    /// <param name="kind">The application.</param>
    /// <param name="text">The version as people wrote it.</param>
    /// <returns>Null for one that can not be told.</returns>
    public KnownRelease? ReleaseOf(ApplicationKind kind, string text) =>
        ReleaseVersion.TryParse(text, out var version) ? _builds.ReleaseOf(kind, version) : null;

    /// <summary>Where a version stands.</summary>
    /// <param name="kind">The application.</param>
    /// <param name="text">The version as people wrote it.</param>
    /// <returns>Null where the catalogue does not know the application.</returns>
    public Standing? StandingOf(ApplicationKind kind, string text) => _standings.GetOrAdd((kind, text), static (version, self) =>
        self._trains[version.Kind].IsEmpty ? null : self.Place(version.Kind, version.Text), this);

    /// <summary>What is in the way of an upgrade; that the target is newer is taken for granted.</summary>
    /// <param name="kind">The application.</param>
    /// <param name="from">The release that it runs.</param>
    /// <param name="target">The release that it is to run.</param>
    /// <param name="method">How it is upgraded.</param>
    /// <returns>Null where nothing is.</returns>
    public PathProblem? ProblemOf(ApplicationKind kind, ReleaseVersion from, ReleaseVersion target, UpgradeMethod method) =>
        _problems.GetOrAdd((kind, from, target, method), static (path, self) => UpgradePath.Check(self, path.Kind, path.From, path.Target, path.Method), this);

    /// <summary>The train of a release.</summary>
    /// <param name="kind">The application.</param>
    /// <param name="release">A release.</param>
    /// <returns>Null where the catalogue has no such train of the application.</returns>
    public ReleaseTrain? TrainOf(ApplicationKind kind, ReleaseVersion release) =>
        _trains[kind].FirstOrDefault(train => train.Name.Form == release.Form && train.Name.Train == release.Train)?.Declared;

    /// <summary>The release that upgrades to a train go to, or to a later one of it.</summary>
    /// <param name="train">The train.</param>
    /// <returns>Its target, else the lowest that it lists.</returns>
    public static ReleaseVersion TargetOf(ReleaseTrain train)
    {
        ArgumentNullException.ThrowIfNull(train);
        return train.Target is { } target && ReleaseVersion.TryParse(target, out var release) ? release : new Train(train).Lowest;
    }

    private Standing Place(ApplicationKind kind, string text)
    {
        var (known, trains) = (ReleaseOf(kind, text), _trains[kind]);
        var newest = trains[0];
        return new(known, known is { } release && release.Version.Form == newest.Name.Form ? ColumnOf(release.Version, trains) : null, newest.Declared)
        {
            Prerequisites = [.. _prerequisites.Where(cop => UpgradeWork.Needs(cop, kind, text, known))],
        };
    }

    // A version below what its train lists, or between two trains, has left the newer of the two columns.
    private ReleaseColumn? ColumnOf(ReleaseVersion release, ImmutableArray<Train> trains)
    {
        var index = trains.TakeWhile(train => train.Name.Train.CompareTo(release.Train) > 0).Count();
        var own = index < trains.Length && trains[index].Name.Train == release.Train ? trains[index] : null;
        return own is null || release >= own.Lowest ? Behind(index)
            : index > 0 ? Behind(index + 1)
            : null;
    }

    private ReleaseColumn Behind(int trains) => _columns.LastOrDefault(column => column.Behind <= trains) ?? _columns[0];

    private sealed class Train(ReleaseTrain declared)
    {
        public ReleaseTrain Declared { get; } = declared;

        public ReleaseVersion Name { get; } = Read(declared.Name);

        public ReleaseVersion Lowest { get; } = declared.Listed.Select(Read).Min();

        private static ReleaseVersion Read(string text) => ReleaseVersion.TryParse(text, out var release) ? release : default;
    }
}
