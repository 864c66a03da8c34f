using System.Collections.Immutable;
using NodaTime;
using Reconciler.Api;
using Reconciler.Manifests;

namespace Reconciler.Cli.Generating;

/// <summary>Makes the policy of a fleet and the calendars that it names.</summary>
internal static class PolicyMaker
{
    /// <summary>How many objects this makes.</summary>
    public const int Count = 3;

    /// <summary>Makes them.</summary>
    /// <param name="nights">Crews and freeze.</param>
    /// <param name="asOf">The instant of the fleet.</param>
    /// <returns>The policy, then the calendars.</returns>
    public static ImmutableArray<Resource> Make(WorkNights nights, Instant asOf)
    {
        var year = asOf.InUtc().Year;
        return
        [
            new OperationalPolicy
            {
                Metadata = new() { Name = "default" },
                Spec = ShippedPolicy.Spec with
                {
                    Regions = [.. ShippedPolicy.Spec.Regions.Select(region => region with
                    {
                        Calendars = [region.Name == WorkNights.FullRegion ? "americas" : "elsewhere"],
                        ConcurrentChanges = nights.Crews(region.Name),
                    })],
                    Freezes = [nights.Freeze],
                },
            },
            Calendar("americas", year, Yearly("Independence Day", 7, 4), new() { Name = "Thanksgiving", Month = 11, Weekday = DayOfWeek.Thursday, Nth = 4 }),
            Calendar("elsewhere", year, new HolidayRule { Name = "Good Friday", Easter = -2 }, new() { Name = "Easter Monday", Easter = 1 }),
        ];
    }

    private static HolidayCalendar Calendar(string name, int year, params ReadOnlySpan<HolidayRule> own) => new()
    {
        Metadata = new() { Name = name, Namespace = InstanceMaker.Namespace },
        Spec = new()
        {
            Title = $"Public holidays, {name}",
            ValidThrough = new(year + 4, 12, 31),
            Rules = [Yearly("New Year's Day", 1, 1), .. own, Yearly("Christmas Day", 12, 25)],
        },
    };

    private static HolidayRule Yearly(string name, int month, int day) => new() { Name = name, Month = month, Day = day, Shift = HolidayShift.Nearest };
}
