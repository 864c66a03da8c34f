using NodaTime;
using Reconciler.Api;
using Reconciler.Core.Inventory;
using Reconciler.Core.Planning;
using Reconciler.Core.Time;

namespace Reconciler.Core.Policy.Rules;

/// <summary>Growth that reaches the agreed capacity is seen early enough to add some (policy, sections 9 and 12).</summary>
internal static class Cap002
{
    private const string Remedy = "report the growth with a TAC case and plan an expansion (category capacity) with the provider";

    public static Rule Rule { get; } = new(
        "CAP002", "the forecast stays below the agreed capacity", Severity.Warning, Waivable: true, "capacity.forecast, capacity.monthlyGrowth, capacity.horizonMonths of the policy")
    {
        OfInstance = (site, world) => site.Spec.Capacity is { } capacity
            ? Grows(site, capacity, world).Concat(capacity.Forecast.IsEmpty ? [] : Declared(site, capacity, world))
            : [],
    };

    // Whole months from today, so the answer does not change from day to day. What is above the agreed capacity already is CAP001.
    private static IEnumerable<Violation> Grows(Site site, Capacity capacity, World world) =>
        capacity.MonthlyGrowth is { } growth ? Linear(site, capacity, growth, world.Policy.Capacity.HorizonMonths) : [];

    private static IEnumerable<Violation> Linear(Site site, Capacity capacity, CapacityCounts growth, int horizon)
    {
        foreach (var ((field, noun, configured, agreed), monthly) in Cap001.Compare(capacity.Configured, capacity.Agreed).Zip([growth.KnowledgeWorkers, growth.WorkspaceDevices]))
        {
            if (monthly == 0 || configured > agreed)
            {
                continue;
            }

            var months = (agreed - configured + monthly - 1) / monthly;
            if (months <= horizon)
            {
                yield return new(
                    $"spec.capacity.monthlyGrowth.{field}",
                    $"{site.Key.Name} has {configured} {noun} and {monthly} more each month, so the agreed {agreed} are reached {(months == 0 ? "now" : $"in {Words.Count(months, "month")}")}; {Words.Count(horizon, "month")} are looked ahead",
                    Remedy)
                { Short = $"agreed {noun} reached soon" };
            }
        }
    }

    private static IEnumerable<Violation> Declared(Site site, Capacity capacity, World world)
    {
        var horizon = world.Policy.Capacity.HorizonMonths;
        for (var index = 0; index < capacity.Forecast.Length; index++)
        {
            var step = capacity.Forecast[index];
            var begins = LocalDate.FromDateOnly(step.From);
            if (!world.Moment.Reached(WallClock.StartOf(begins.PlusMonths(-horizon), site.Region.Zone)) || world.Moment.Reached(WallClock.StartOf(begins.PlusDays(1), site.Region.Zone)))
            {
                continue;
            }

            foreach (var (field, noun, expected, agreed) in Cap001.Compare(step.Counts, capacity.Agreed).Where(count => count.First >= count.Second))
            {
                yield return new(
                    $"spec.capacity.forecast[{index}].counts.{field}",
                    $"{site.Key.Name} expects {expected} {noun} from {step.From:yyyy-MM-dd}, and {agreed} are agreed; {Words.Count(horizon, "month")} are looked ahead",
                    Remedy)
                { Short = $"agreed {noun} reached soon" };
            }
        }
    }
}
