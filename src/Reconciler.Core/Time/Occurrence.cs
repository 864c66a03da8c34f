using NodaTime;

namespace Reconciler.Core.Time;

/// <summary>Which row of the grid a window belongs to: that of the evening on which it opens.</summary>
public enum WindowKind
{
    /// <summary>For all work.</summary>
    Weekday,

    /// <summary>For the provider's infrastructure only.</summary>
    Weekend,
}

/// <summary>One opening of a window: half-open, from <see cref="Opens"/> to just before <see cref="Closes"/>.</summary>
public sealed record Occurrence
{
    /// <summary>When it opens, included.</summary>
    public required Instant Opens { get; init; }

    /// <summary>When it closes, not included; always after <see cref="Opens"/>.</summary>
    public required Instant Closes { get; init; }

    /// <summary>Window date: the local date on which it opens.</summary>
    public required LocalDate Date { get; init; }

    /// <summary>Its row of the grid.</summary>
    public required WindowKind Kind { get; init; }

    /// <summary>The zone of the grid.</summary>
    public required DateTimeZone Zone { get; init; }

    /// <summary>Whether the clock shows the grid's opening time once, skips it (the window opens after the gap), or repeats it.</summary>
    public required Mapping Opening { get; init; }

    /// <summary>From opening to closing, half-open.</summary>
    public Interval Span => new(Opens, Closes);
}
