using Reconciler.Api;
using Reconciler.Core.Inventory;
using Reconciler.Core.Policy;
using Reconciler.Operator.Events;

namespace Reconciler.Operator.Worlds;

/// <summary>
/// Whom it touches that a holiday calendar can not be read: those who count business days by it. For them a day too few would be a notice that comes too
/// late; nobody else needs it.
/// </summary>
internal static class UnreadCalendars
{
    /// <summary>Whether the policy names it: then it is everybody's.</summary>
    /// <param name="subject">An object that can not be read.</param>
    /// <param name="policy">The policy in force.</param>
    public static bool IsOfPolicy(ObjectRef subject, OperationalPolicySpec policy) =>
        subject.Kind == nameof(HolidayCalendar)
        && policy.Regions.Any(region => region.Calendars.Any(name => name == subject.Name || name == $"{subject.Namespace}/{subject.Name}"));

    /// <summary>The instances that name one that can not be read: no more can be said of them than if they could not be read themselves.</summary>
    /// <param name="snapshot">What could be read.</param>
    /// <param name="problems">What could not, and why.</param>
    /// <returns>A finding for each name.</returns>
    public static IReadOnlyList<Finding> OfInstances(Snapshot snapshot, IEnumerable<Finding> problems)
    {
        var unread = problems.Where(problem => problem.Object is { Kind: nameof(HolidayCalendar) })
            .GroupBy(problem => (problem.Object!.Namespace, problem.Object.Name))
            .ToDictionary(group => group.Key, group => group.First());
        return unread.Count == 0
            ? []
            : [.. snapshot.Instances.SelectMany(instance => instance.Value.Spec.Calendars.Where(name => unread.ContainsKey((instance.Key.Namespace, name))).Select((name, _) => new Finding
            {
                Rule = Reasons.Unreadable,
                Severity = Severity.Error,
                Message = $"'spec.calendars' names the HolidayCalendar {name}, which can not be read: {unread[(instance.Key.Namespace, name)].Message}",
                Remedy = "mend the calendar, or take its name out",
                Object = instance.Reference,
            }))];
    }
}
