using System.Collections.Immutable;
using NodaTime;
using Reconciler.Api;

namespace Reconciler.Cli.Generating;

/// <summary>Makes maintenance windows: of twenty twelve have ended, six are announced, two have no start yet.</summary>
/// <param name="dice">Chance.</param>
/// <param name="asOf">The instant for which they are up to date.</param>
/// <param name="nights">When work is done.</param>
internal sealed class WindowMaker(Dice dice, Instant asOf, WorkNights nights)
{
    private const int RecurringOfHundred = 4;
    private static readonly Duration Ahead = Duration.FromDays(28);

    private static readonly (ChangeCategory Category, string Summary, ApplicationKind[] Applications)[] Work =
    [
        (ChangeCategory.Routine, "New time servers", []),
        (ChangeCategory.Routine, "Log rotation and clean-up of old traces", [ApplicationKind.Cucm]),
        (ChangeCategory.Routine, "Dial plan clean-up", [ApplicationKind.Cucm]),
        (ChangeCategory.Infrastructure, "Hypervisor patches", []),
        (ChangeCategory.Infrastructure, "Storage firmware", []),
        (ChangeCategory.Interrupting, "Restart of the call managers for a new route list", [ApplicationKind.Cucm]),
        (ChangeCategory.Capacity, "Two more subscribers", [ApplicationKind.Cucm]),
    ];

    /// <summary>Makes some.</summary>
    /// <param name="count">How many.</param>
    /// <param name="instances">Where they happen: each in turn.</param>
    /// <returns>By number.</returns>
    public ImmutableArray<MaintenanceWindow> Make(int count, ImmutableArray<DedicatedInstance> instances) =>
        [.. Enumerable.Range(0, count).Select(number => Make(number, instances[number % instances.Length]))];

    private MaintenanceWindow Make(int number, DedicatedInstance instance)
    {
        var (category, summary, applications) = dice.Pick<(ChangeCategory, string, ApplicationKind[])>(Work);
        var spec = new MaintenanceWindowSpec
        {
            Instance = instance.Metadata.Name,
            Category = category,
            Summary = summary,
            Duration = TimeSpan.FromMinutes(30 * (1 + dice.Below(4))),
            Applications = [.. applications],
            Steps = ["tell the partner's desk that work begins", summary, "check registrations and calls"],
            BackOut = "undo the step and check again",
            IntegrationTests = instance.Spec.Integrations.IsEmpty ? [] : [new() { Integration = "Verint recorder" }],
        };
        return new()
        {
            Metadata = new() { Name = $"change-{number:000000}", Namespace = InstanceMaker.Namespace },
            Spec = dice.Below(20) switch
            {
                < WorkNights.AnnouncedOfTwenty => Announced(spec, nights.Next(instance.Spec.Region)),
                < WorkNights.AnnouncedOfTwenty + 2 => Open(spec),
                _ => Ended(spec, nights.Past(instance.Spec.Region, dice)),
            },
        };
    }

    private MaintenanceWindowSpec Announced(MaintenanceWindowSpec spec, Instant start) => spec with
    {
        Start = new(start.ToDateTimeOffset()),
        Announced = [new() { At = (Instant.Min(start, asOf) - Ahead).ToDateTimeOffset(), Via = "mail", By = "change-management" }],
    };

    private MaintenanceWindowSpec Ended(MaintenanceWindowSpec spec, Instant start) => Announced(spec, start) with
    {
        Outcomes =
        [
            new()
            {
                Result = dice.Below(100) switch { 0 => OutcomeResult.Failed, < 3 => OutcomeResult.RolledBack, _ => OutcomeResult.Succeeded },
                EndedAt = start.ToDateTimeOffset() + (spec.Duration / 2),
                By = "ops",
            },
        ],
    };

    private MaintenanceWindowSpec Open(MaintenanceWindowSpec spec)
    {
        if (dice.Chance(RecurringOfHundred))
        {
            return spec with { Schedule = $"{dice.Pick(0, 15, 30)} {dice.Pick(21, 22, 23)} * * {1 + dice.Below(5)}", Category = ChangeCategory.Routine };
        }

        var earliest = asOf.InUtc().Date.PlusDays(1 + dice.Below(20));
        return spec with
        {
            Earliest = new(earliest.ToDateOnly()),
            Latest = dice.Chance(50) ? new(earliest.PlusDays(80).ToDateOnly()) : null,
        };
    }
}
