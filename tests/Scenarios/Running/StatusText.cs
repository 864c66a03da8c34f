using System.Collections.Immutable;
using System.Text;
using Reconciler.Api;
using Reconciler.Core.Planning;

namespace Reconciler.Scenarios.Tests.Running;

/// <summary>What is the case with what people wrote and changes come from, as <c>kubectl get</c> and <c>describe</c> show it: conditions, columns and occurrences.</summary>
internal static class StatusText
{
    public static string Of(Plan plan)
    {
        var text = new StringBuilder();
        foreach (var desired in plan.Statuses)
        {
            Write(text, $"{desired.Object.Kind} {desired.Object.Name}", desired.Status);
        }

        return text.ToString();
    }

    private static void Write(StringBuilder text, string title, object status)
    {
        var (conditions, lines) = status switch
        {
            MaintenanceWindowStatus window => (window.Conditions, LinesOf(window)),
            CopRequestStatus cop => (cop.Conditions, [$"next: {cop.Next}"]),
            UpgradePlanStatus upgrades => (upgrades.Conditions, [$"next: {upgrades.Next}"]),
            _ => (ImmutableArray<Condition>.Empty, Array.Empty<string>()),
        };
        if (!conditions.IsEmpty)
        {
            text.Append($"{title}\n");
            foreach (var line in conditions.Select(condition => $"{condition.Type}={condition.Status} {condition.Reason}{(condition.Message.Length > 0 ? $": {condition.Message}" : "")}").Concat(lines))
            {
                text.Append($"  {line}\n".Replace(": \n", ":\n", StringComparison.Ordinal));
            }
        }
    }

    private static string[] LinesOf(MaintenanceWindowStatus window) =>
    [
        $"opens: {window.LocalStart}",
        $"state: {window.State}",
        $"why: {window.Why}",
        $"next: {window.Next}",
        .. window.Occurrences.Select(occurrence => $"occurrence: {occurrence.LocalOpens} ({Instants.Text(NodaTime.Instant.FromDateTimeOffset(occurrence.Opens))} to {Instants.Text(NodaTime.Instant.FromDateTimeOffset(occurrence.Closes))})"),
    ];
}
