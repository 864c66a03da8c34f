using System.Collections.Immutable;
using NodaTime;
using Reconciler.Api;
using Reconciler.Core.Inventory;
using Reconciler.Core.Planning;
using Reconciler.Core.Time;

namespace Reconciler.Core.Policy;

/// <summary>What a finding speaks of: an object that people wrote, with the zone in which its waivers end.</summary>
/// <param name="Object">The object.</param>
/// <param name="Source">Where it was read from.</param>
/// <param name="Annotations">Its annotations.</param>
/// <param name="Zone">Zone of its region; UTC where none is known.</param>
public sealed record Subject(ObjectRef Object, Source Source, ImmutableSortedDictionary<string, string> Annotations, DateTimeZone Zone)
{
    /// <summary>The object behind a change.</summary>
    /// <param name="change">The change.</param>
    /// <returns>What people wrote.</returns>
    public static Subject Of(Change change)
    {
        ArgumentNullException.ThrowIfNull(change);
        return new(change.Origin, change.Source, change.Annotations, change.Region?.Zone ?? DateTimeZone.Utc);
    }

    /// <summary>An instance.</summary>
    /// <param name="site">Its site.</param>
    /// <returns>What people wrote.</returns>
    public static Subject Of(Site site)
    {
        ArgumentNullException.ThrowIfNull(site);
        return Of(site.Declared, site.Region.Zone);
    }

    /// <summary>Any object.</summary>
    /// <typeparam name="T">Its kind.</typeparam>
    /// <param name="declared">The object.</param>
    /// <param name="zone">Zone of its region; null: UTC.</param>
    /// <returns>What people wrote.</returns>
    public static Subject Of<T>(Declared<T> declared, DateTimeZone? zone = null)
        where T : Resource
    {
        ArgumentNullException.ThrowIfNull(declared);
        return new(declared.Reference, declared.Source, declared.Value.Metadata.Annotations, zone ?? DateTimeZone.Utc);
    }
}

/// <summary>Collects the findings of a pass, applies waivers, and knows which of them were used.</summary>
/// <param name="moment">The instant of the pass.</param>
public sealed class Findings(Moment moment)
{
    private const string WaivePath = $"metadata.annotations[{Annotations.Waive}]";

    private readonly List<Finding> _findings = [];
    private readonly Dictionary<ObjectRef, ImmutableArray<Waiver>> _waivers = [];
    private readonly HashSet<(ObjectRef, string)> _used = [];

    /// <summary>Whether a waiver lifts a rule for an object now.</summary>
    /// <param name="rule">The rule.</param>
    /// <param name="subject">The object.</param>
    /// <returns>The waiver, or null.</returns>
    public Waiver? WaiverOf(Rule rule, Subject subject)
    {
        ArgumentNullException.ThrowIfNull(rule);
        ArgumentNullException.ThrowIfNull(subject);
        return WaiverOf(rule, rule.Severity, subject);
    }

    // Every warning is waivable, also that of a rule whose errors are not.
    private Waiver? WaiverOf(Rule rule, Severity severity, Subject subject) =>
        (rule.Waivable || severity < Severity.Error) && subject.Annotations.Count > 0
            ? WaiversOf(subject).FirstOrDefault(waiver => waiver.Rule == rule.Id && Holds(waiver, subject))
            : null;

    /// <summary>Reports a broken rule.</summary>
    /// <param name="rule">The rule.</param>
    /// <param name="violation">How it is broken.</param>
    /// <param name="subject">By what.</param>
    /// <param name="entry">Name of the entry it speaks of, or null.</param>
    /// <param name="most">Caps the severity; an occurrence that is skipped only warns.</param>
    /// <returns>Whether it stands as an error.</returns>
    public bool Report(Rule rule, Violation violation, Subject subject, string? entry = null, Severity most = Severity.Error)
    {
        ArgumentNullException.ThrowIfNull(rule);
        ArgumentNullException.ThrowIfNull(violation);
        ArgumentNullException.ThrowIfNull(subject);
        var severity = violation.Severity ?? rule.Severity;
        var waiver = WaiverOf(rule, severity, subject);
        if (waiver is not null)
        {
            _used.Add((subject.Object, rule.Id));
        }

        Add(rule.Id, waiver is not null ? Severity.Info : severity < most ? severity : most, violation, subject, entry, waiver?.By);
        return waiver is null && severity == Severity.Error;
    }

    /// <summary>Reports something outside the rule table.</summary>
    /// <param name="reason">CamelCase; one of <see cref="PlanReasons"/>.</param>
    /// <param name="severity">How bad it is.</param>
    /// <param name="violation">What is the case.</param>
    /// <param name="subject">With what.</param>
    /// <param name="entry">Name of the entry it speaks of, or null.</param>
    public void Note(string reason, Severity severity, Violation violation, Subject subject, string? entry = null)
    {
        ArgumentNullException.ThrowIfNull(violation);
        ArgumentNullException.ThrowIfNull(subject);
        Add(reason, severity, violation, subject, entry, null);
    }

    /// <summary>Reports waivers that were not read, are past, name no waivable rule, or were not used.</summary>
    /// <param name="subjects">Every object with annotations.</param>
    public void CheckWaivers(IEnumerable<Subject> subjects)
    {
        ArgumentNullException.ThrowIfNull(subjects);
        foreach (var subject in subjects.Where(subject => subject.Annotations.ContainsKey(Annotations.Waive)))
        {
            foreach (var problem in Waiver.Parse(subject.Annotations[Annotations.Waive]).Problems)
            {
                NoteWaiver(PlanReasons.BadWaiver, Severity.Warning, problem, "write RULE until=YYYY-MM-DD by=NAME reason=…", subject);
            }

            foreach (var waiver in WaiversOf(subject).Where(waiver => !_used.Contains((subject.Object, waiver.Rule))))
            {
                var past = !Holds(waiver, subject);
                NoteWaiver(
                    past ? PlanReasons.LapsedWaiver : PlanReasons.UnusedWaiver,
                    past ? Severity.Warning : Severity.Info,
                    past ? $"the waiver of {waiver.Rule} by {waiver.By} ended with {waiver.Until:yyyy-MM-dd}" : $"the waiver of {waiver.Rule} by {waiver.By} lifts nothing",
                    "take it out of the annotation",
                    subject);
            }
        }
    }

    /// <summary>Every waiver that could be read, and whether it was used so far.</summary>
    /// <param name="subjects">Every object with annotations.</param>
    /// <returns>By object, in the order in which they are written.</returns>
    public ImmutableArray<WaiverUse> Waivers(IEnumerable<Subject> subjects) =>
    [
        .. from subject in subjects
           where subject.Annotations.ContainsKey(Annotations.Waive)
           let line = subject.Source.Find(WaivePath).Line
           from waiver in WaiversOf(subject)
           orderby subject.Object.Namespace, subject.Object.Kind, subject.Object.Name
           select new WaiverUse(waiver, subject.Object, subject.Source.File, line, EndOf(waiver, subject), _used.Contains((subject.Object, waiver.Rule)) && Holds(waiver, subject), Holds(waiver, subject)),
    ];

    /// <summary>Everything reported, by file, place, rule and message.</summary>
    /// <returns>The findings.</returns>
    public ImmutableArray<Finding> ToSorted() =>
    [
        .. _findings
            .DistinctBy(finding => (finding.Rule, finding.Object, finding.Path, finding.Message))
            .OrderBy(finding => finding.File, StringComparer.Ordinal)
            .ThenBy(finding => finding.Span.Line)
            .ThenBy(finding => finding.Span.Column)
            .ThenBy(finding => finding.Rule, StringComparer.Ordinal)
            .ThenBy(finding => finding.Object?.Namespace, StringComparer.Ordinal)
            .ThenBy(finding => finding.Object?.Name, StringComparer.Ordinal)
            .ThenBy(finding => finding.Message, StringComparer.Ordinal),
    ];

    private bool Holds(Waiver waiver, Subject subject) => !moment.Reached(EndOf(waiver, subject));

    private static Instant EndOf(Waiver waiver, Subject subject) => WallClock.StartOf(LocalDate.FromDateOnly(waiver.Until).PlusDays(1), subject.Zone);

    private ImmutableArray<Waiver> WaiversOf(Subject subject)
    {
        if (!_waivers.TryGetValue(subject.Object, out var waivers))
        {
            _waivers[subject.Object] = waivers =
                subject.Annotations.TryGetValue(Annotations.Waive, out var text) ? Waiver.Parse(text).Waivers : [];
        }

        return waivers;
    }

    private void NoteWaiver(string reason, Severity severity, string message, string remedy, Subject subject) =>
        Note(reason, severity, new(WaivePath, message, remedy), subject);

    private void Add(string rule, Severity severity, Violation violation, Subject subject, string? entry, string? waivedBy) =>
        _findings.Add(new()
        {
            Rule = rule,
            Severity = severity,
            Message = violation.Message,
            Short = violation.Short ?? violation.Message,
            Remedy = violation.Remedy,
            Object = subject.Object,
            Path = violation.Path,
            File = subject.Source.File,
            Span = subject.Source.Find(violation.Path),
            WaivedBy = waivedBy,
            Entry = entry,
        });
}
