using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Reconciler.Api;

namespace Reconciler.Manifests.Schemas;

/// <summary>A column of <c>kubectl get</c>.</summary>
/// <param name="Name">Its head.</param>
/// <param name="Path">JSON path of what it shows.</param>
/// <param name="IsWide">Whether it is shown with <c>-o wide</c> only.</param>
/// <param name="Type">Type. Instants are texts: kubectl shows a date that lies ahead as invalid.</param>
internal sealed record PrinterColumn(string Name, string Path, bool IsWide = false, string Type = "string")
{
    /// <summary>As an entry of <c>additionalPrinterColumns</c>.</summary>
    public JsonObject ToJson()
    {
        var column = new JsonObject { ["name"] = Name, ["type"] = Type, ["jsonPath"] = Path };
        if (IsWide)
        {
            column["priority"] = 1;
        }

        return column;
    }
}

/// <summary>What <c>kubectl get</c> shows of each kind: when, why not, and what is next; and the fields that objects are found by.</summary>
internal static class PrinterColumns
{
    private static readonly PrinterColumn Age = new("Age", ".metadata.creationTimestamp", IsWide: true, "date");

    private static readonly PrinterColumn Next = new("Next", ".status.next");

    private static readonly Dictionary<Type, ImmutableArray<PrinterColumn>> ByKind = new()
    {
        [typeof(MaintenanceWindow)] =
        [
            new("Instance", ".spec.instance"),
            new("Category", ".spec.category"),
            new("Opens", ".status.localStart"),
            new("State", ".status.state"),
            new("Why", ".status.why"),
            Next,
            new("Ends", ".status.localEnd", IsWide: true),
            new("Notice-By", ".status.noticeDeadline", IsWide: true),
            new("Moves-Left", ".status.movesLeft", IsWide: true, "integer"),
            new("UTC", ".status.start", IsWide: true),
        ],
        [typeof(DedicatedInstance)] =
        [
            new("Customer", ".spec.customer"),
            new("Partner", ".spec.partner"),
            new("Region", ".spec.region"),
            Condition(ConditionTypes.Ready),
            Why(ConditionTypes.Ready),
            new("Next-Change", ".status.nextChanges[0]"),
            new("Next-Window", ".status.nextWindows[0].localOpens"),
        ],
        [typeof(CopRequest)] = [new("File", ".spec.file"), new("Initiator", ".spec.initiator"), .. OfMany, new("Class", ".spec.class", IsWide: true), new("Application", ".spec.application", IsWide: true)],
        [typeof(UpgradePlan)] = [new("Target", ".spec.target"), new("Ground", ".spec.ground.kind"), .. OfMany, new("Method", ".spec.method", IsWide: true)],
        [typeof(ChangeRequest)] =
        [
            new("Class", ".spec.class"),
            new("Requested-By", ".spec.requestedBy"),
            new("State", ".status.state"),
            Condition(ConditionTypes.Ready),
            Why(ConditionTypes.Ready),
            Next,
            new("Route", ".status.route", IsWide: true),
        ],
        [typeof(SupportCase)] =
        [
            new("Instance", ".spec.instance"),
            new("Severity", ".status.severity"),
            new("Response-Due", ".status.localResponseDue"),
            new("Met", ".status.responseMet", Type: "boolean"),
            Condition(ConditionTypes.Ready),
            Why(ConditionTypes.Ready),
            Next,
            new("Number", ".spec.number", IsWide: true),
            new("Channel", ".status.channel", IsWide: true),
        ],
        [typeof(HolidayCalendar)] = [new("Title", ".spec.title"), new("Valid-Through", ".spec.validThrough"), Condition(ConditionTypes.Ready), Why(ConditionTypes.Ready)],
        [typeof(OperationalPolicy)] = [Condition(ConditionTypes.Compliant), Condition(ConditionTypes.Ready), Why(ConditionTypes.Ready), new("Held", ".status.heldDigest")],
        [typeof(FleetSource)] =
        [
            Condition(ConditionTypes.Ready),
            Why(ConditionTypes.Ready),
            new("Revision", ".status.lastAppliedRevision"),
            new("Suspended", ".spec.suspend", Type: "boolean"),
            new("Url", ".spec.url", IsWide: true),
            new("Path", ".spec.path", IsWide: true),
            new("Objects", ".status.objects", IsWide: true, "integer"),
            new("Held", ".status.heldDigest", IsWide: true),
        ],
        [typeof(Notice)] =
        [
            new("Entry", ".spec.entry"),
            new("Occasion", ".spec.occasion"),
            new("Recipient", ".spec.recipient.email"),
            new("State", ".status.state"),
            new("Sent", ".status.sentAt"),
            new("Attempts", ".status.attempts", IsWide: true, "integer"),
            new("Role", ".spec.recipient.role", IsWide: true),
            new("Message-Id", ".spec.messageId", IsWide: true),
        ],
        [typeof(ChangeTicket)] =
        [
            new("Instance", ".spec.instance"),
            new("Category", ".spec.category"),
            new("Type", ".spec.type"),
            new("Told-Start", ".spec.told.start"),
            new("State", ".status.state"),
            new("External-Id", ".status.externalId", IsWide: true),
            new("Sequence", ".spec.sequence", IsWide: true, "integer"),
            new("Change", ".spec.change", IsWide: true),
        ],
    };

    private static readonly Dictionary<Type, ImmutableArray<string>> Selectable = new()
    {
        [typeof(MaintenanceWindow)] = [".spec.instance", ".spec.category", ".spec.changeRequest", ".status.state"],
        [typeof(DedicatedInstance)] = [".spec.customer", ".spec.partner", ".spec.region"],
        [typeof(CopRequest)] = [".spec.initiator", ".spec.class", ".spec.application"],
        [typeof(ChangeRequest)] = [".spec.class", ".status.state"],
        [typeof(SupportCase)] = [".spec.instance", ".status.severity"],
        [typeof(Notice)] = [".spec.entry", ".spec.kind", ".spec.facts.instance", ".status.state"],
        [typeof(ChangeTicket)] = [".spec.instance", ".spec.region", ".spec.category", ".status.state"],
    };

    /// <summary>The columns of a kind, those of <c>-o wide</c> last.</summary>
    public static IEnumerable<PrinterColumn> Of(Type kind) => [.. ByKind.GetValueOrDefault(kind, []), Age];

    /// <summary>JSON paths by which objects of a kind are found.</summary>
    public static ImmutableArray<string> SelectableOf(Type kind) => Selectable.GetValueOrDefault(kind, []);

    private static ImmutableArray<PrinterColumn> OfMany => [Condition(ConditionTypes.Scheduled), Condition(ConditionTypes.Announced), Condition(ConditionTypes.Ready), Why(ConditionTypes.Ready), Next];

    private static PrinterColumn Condition(string type) => new(type, $".status.conditions[?(@.type==\"{type}\")].status");

    private static PrinterColumn Why(string type) => new("Why", $".status.conditions[?(@.type==\"{type}\")].message");
}
