using System.Collections.Immutable;
using System.ComponentModel.DataAnnotations;

namespace Reconciler.Api;

/// <summary>Days on which nobody can be given notice: a region's or an instance's holidays.</summary>
[ResourceKind("HolidayCalendar", "hol")]
public sealed record HolidayCalendar : Resource<HolidayCalendarSpec, HolidayCalendarStatus>;

/// <summary>What a calendar lists.</summary>
public sealed record HolidayCalendarSpec
{
    /// <summary>What it is, for people: <c>United States, federal</c>.</summary>
    public string? Title { get; init; }

    /// <summary>Last date that it speaks of; read past it, it warns. Null: for ever.</summary>
    public DateOnly? ValidThrough { get; init; }

    /// <summary>Single dates.</summary>
    public ImmutableArray<Holiday> Dates { get; init; } = [];

    /// <summary>Yearly rules.</summary>
    public ImmutableArray<HolidayRule> Rules { get; init; } = [];
}

/// <summary>One dated holiday.</summary>
public sealed record Holiday
{
    /// <summary>The date.</summary>
    public required DateOnly Date { get; init; }

    /// <summary>Its name.</summary>
    public required string Name { get; init; }
}

/// <summary>What happens to a holiday that falls on a weekend (Saturday and Sunday).</summary>
public enum HolidayShift
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>Saturday: the Friday before. Sunday: the Monday after.</summary>
    Nearest,

    /// <summary>The next weekday that is no other holiday of the calendar.</summary>
    Next,

    /// <summary>Sunday only: the next day that is no other holiday of the calendar.</summary>
    SundayNext,
}

/// <summary>A holiday that comes back every year. Exactly one of: month and day; month, weekday and nth; easter.</summary>
public sealed record HolidayRule
{
    /// <summary>Its name.</summary>
    public required string Name { get; init; }

    /// <summary>Month, 1 to 12.</summary>
    [Range(1, 12)]
    public int? Month { get; init; }

    /// <summary>Day of the month, 1 to 31.</summary>
    [Range(1, 31)]
    public int? Day { get; init; }

    /// <summary>A weekday of the month.</summary>
    public DayOfWeek? Weekday { get; init; }

    /// <summary>Which one: 1 the first … 5 the fifth, -1 the last.</summary>
    [Range(-1, 5)]
    public int? Nth { get; init; }

    /// <summary>Days from Easter Sunday (western): -2 is Good Friday, 1 Easter Monday.</summary>
    [Range(-100, 100)]
    public int? Easter { get; init; }

    /// <summary>What happens on a weekend; default nothing.</summary>
    public HolidayShift Shift { get; init; } = HolidayShift.None;

    /// <summary>First year; null: always.</summary>
    [Range(1, 9999)]
    public int? From { get; init; }

    /// <summary>Last year, included; null: always.</summary>
    [Range(1, 9999)]
    public int? Until { get; init; }
}

/// <summary>What is the case with a calendar.</summary>
public sealed record HolidayCalendarStatus
{
    /// <summary>The generation this status speaks of.</summary>
    public long ObservedGeneration { get; init; }

    /// <summary>Conditions by type.</summary>
    public ImmutableArray<Condition> Conditions { get; init; } = [];
}
