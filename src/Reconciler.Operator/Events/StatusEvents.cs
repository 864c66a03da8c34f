using System.Text.Json;
using Reconciler.Api;
using Reconciler.Core.Inventory;
using Reconciler.Core.Policy;
using Reconciler.Operator.Worlds;

namespace Reconciler.Operator.Events;

/// <summary>What people may want to see of a status that changes.</summary>
internal static class StatusEvents
{
    /// <summary>The events of one object; that it can not be read has one by itself.</summary>
    /// <param name="subject">The object.</param>
    /// <param name="before">Its status as it was.</param>
    /// <param name="after">Its status as it is.</param>
    public static IEnumerable<ClusterEvent> Of(ObjectRef subject, KnownStatus before, JsonElement after)
    {
        // Nothing keeps from being done what has no start before it is done, such as an upload, or what there is nothing of to do.
        if (Find(after, ConditionTypes.Scheduled) is { } scheduled && TextOf(scheduled, "status") == "False" && TextOf(scheduled, "reason") is not (PlanReasons.AwaitingUpload or PlanReasons.NothingToDo)
            && TextOf(after, "state") is "" or nameof(EntryState.Blocked))
        {
            if (IsNews(before, after, ConditionTypes.Scheduled, "False", out var blocked))
            {
                yield return new(subject, Reasons.Blocked, blocked);
            }
        }
        else if (Find(after, ConditionTypes.Ready) is { } ready && TextOf(ready, "reason") != Reasons.Unreadable && IsNews(before, after, ConditionTypes.Ready, "False", out var needed))
        {
            yield return new(subject, Reasons.NotReady, needed);
        }

        if (TextOf(after, "start") is { Length: > 0 } start && StatusOf(after, ConditionTypes.Announced) == "False"
            && StatusOf(after, ConditionTypes.Scheduled) == "True" && (before.Start != start || before.Find(ConditionTypes.Scheduled)?.Status != "True"))
        {
            yield return new(subject, Reasons.Scheduled, $"starts {TextOf(after, "localStart")}");
        }
    }

    // A condition that has this status, and had another status or reason before.
    private static bool IsNews(KnownStatus before, JsonElement after, string type, string status, out string message)
    {
        message = "";
        if (Find(after, type) is not { } now || TextOf(now, "status") != status)
        {
            return false;
        }

        message = $"{TextOf(now, "reason")}: {TextOf(now, "message")}";
        return before.Find(type) is not { } then || then.Status != status || then.Reason != TextOf(now, "reason");
    }

    private static string StatusOf(JsonElement status, string type) => Find(status, type) is { } condition ? TextOf(condition, "status") : "";

    private static JsonElement? Find(JsonElement status, string type) => status.TryGetProperty("conditions", out var conditions)
        ? conditions.EnumerateArray().Cast<JsonElement?>().FirstOrDefault(condition => TextOf(condition!.Value, "type") == type)
        : null;

    private static string TextOf(JsonElement element, string field) => element.TryGetProperty(field, out var value) ? value.ToString() : "";
}
