using Reconciler.Api;
using Reconciler.Core.Policy;

namespace Reconciler.Operator.Events;

/// <summary>What people may want to see of notices.</summary>
internal static class NoticeEvents
{
    /// <summary>A notice was accepted.</summary>
    public static ClusterEvent Sent(Notice notice) => new(
        new(nameof(MaintenanceWindow), notice.Metadata.Namespace!, notice.Spec.Entry),
        Reasons.NoticeSent,
        $"{notice.Spec.Occasion} to {notice.Spec.Recipient.Email}, notice {notice.Metadata.Name}");

    /// <summary>A notice was not accepted.</summary>
    public static ClusterEvent NotDelivered(Finding finding) => new(
        new(nameof(MaintenanceWindow), finding.Object!.Namespace, finding.Entry!),
        Reasons.NotDelivered,
        finding.File is { Length: > 0 } template ? $"{finding.Message} ({template}:{finding.Span.Line})" : finding.Message);
}
