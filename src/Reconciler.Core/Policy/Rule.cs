using NodaTime;
using Reconciler.Core.Inventory;
using Reconciler.Core.Planning;

namespace Reconciler.Core.Policy;

/// <summary>
/// A row of the rule table: who it is, how bad it is, whether a person may waive it, and a pure function of the kind that fits what
/// it reads.
/// </summary>
/// <param name="Id">Such as <c>WIN001</c>.</param>
/// <param name="Title">What is checked, in one line.</param>
/// <param name="Severity">How bad a finding is, unless the violation says otherwise.</param>
/// <param name="Waivable">Whether a waiver lifts it.</param>
/// <param name="Reads">What it reads, for people: <c>start, duration, region's windows</c>.</param>
public sealed record Rule(string Id, string Title, Severity Severity, bool Waivable, string Reads)
{
    /// <summary>Judges everything that people wrote together.</summary>
    public Func<World, IEnumerable<(Subject Subject, Violation Violation)>>? OfFleet { get; init; }

    /// <summary>Judges one instance.</summary>
    public Func<Site, World, IEnumerable<Violation>>? OfInstance { get; init; }

    /// <summary>Judges one change wherever it may happen.</summary>
    public Func<Change, World, IEnumerable<Violation>>? OfChange { get; init; }

    /// <summary>Says what stands in the way of a change at a place; asked for every candidate, so it makes no text.</summary>
    public Func<Placement, World, Obstacle?>? OfPlacement { get; init; }

    /// <summary>Puts an obstacle into words; set with <see cref="OfPlacement"/>.</summary>
    public Func<Placement, Obstacle, World, Violation>? Describe { get; init; }

    /// <summary>Judges a move of a change that people were told of.</summary>
    public Func<AskedMove, World, Violation?>? OfMove { get; init; }

    /// <summary>Whether an error about an object keeps the changes that come from it, or happen at it, out of the schedule; default false.</summary>
    public bool HoldsChanges { get; init; }
}

/// <summary>A rule that is broken, before it becomes a finding.</summary>
/// <param name="Path">Field path that the finding points at.</param>
/// <param name="Message">The facts: what, where, which limit.</param>
/// <param name="Remedy">How to mend it: the nearest compliant choice where there is one.</param>
public sealed record Violation(string Path, string Message, string Remedy)
{
    /// <summary>Overrides the rule's severity; null: the rule's.</summary>
    public Severity? Severity { get; init; }

    /// <summary>In a few words, for tables and conditions; null: the message.</summary>
    public string? Short { get; init; }
}

/// <summary>A change at a place in time.</summary>
/// <param name="Change">The change.</param>
/// <param name="Span">From start to end, half-open.</param>
/// <param name="Site">Where it happens.</param>
public readonly record struct Placement(Change Change, Interval Span, Site Site)
{
    /// <summary>Start, included.</summary>
    public Instant Start => Span.Start;

    /// <summary>End, not included.</summary>
    public Instant End => Span.End;

    /// <summary>Whether two places share an instant.</summary>
    /// <param name="other">Another place.</param>
    /// <returns>True if they do.</returns>
    public bool Overlaps(Placement other) => Start < other.End && other.Start < End;

    /// <summary>The opening that lead time counts from.</summary>
    public Instant Opening => Site.OpeningOf(Start, Change.Applications);

    /// <summary>The region whose availability it uses.</summary>
    public Region Region => Site.RegionsOf(Change.Applications).First;
}

/// <summary>What stands in the way of a change at a place.</summary>
/// <param name="FreeFrom">No start before this gets past it; the search goes on from there.</param>
/// <param name="Cause">What it is, for <see cref="Rule.Describe"/>.</param>
/// <param name="Severity">Only an error keeps the change from the place.</param>
public readonly record struct Obstacle(Instant FreeFrom, object? Cause, Severity Severity = Severity.Error);
