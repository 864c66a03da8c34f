using NodaTime;
using Reconciler.Api;
using Reconciler.Core.Time;

namespace Reconciler.Core.Support;

/// <summary>What somebody has to do next about a case, in one sentence.</summary>
internal static class NextStep
{
    /// <summary>A channel with its address.</summary>
    public static string ChannelOf(CaseChannel channel, ProviderContacts provider) =>
        channel == CaseChannel.Phone ? $"phone {provider.TacPhone}" : $"case manager {provider.CaseManager}";

    /// <summary>The step.</summary>
    /// <param name="file">The case.</param>
    /// <param name="provider">The provider's addresses.</param>
    /// <returns>Null for a case that is resolved, or whose severity or place are not known.</returns>
    public static string? Of(CaseFile file, ProviderContacts provider)
    {
        if (file.IsResolved || file.Site is not { } site || file.ResponseDue is not { } due)
        {
            return null;
        }

        return file switch
        {
            { AcknowledgedAt: null, ResponseMet: null } => $"the provider acknowledges it by {Local(due)}",
            { AcknowledgedAt: null } => $"the provider acknowledges it; that was due {Local(due)}: call {provider.TacPhone}",
            { Hold: { } hold } => $"it rests until {Local(Instant.FromDateTimeOffset(hold.Until!.Value))}{(hold.Reason is null ? "" : $": {hold.Reason}")}",
            { AwaitsSeverity: true } => $"the provider decides whether it is {file.Spec.Requested!.Severity}",
            { IsEscalated: true } => "the provider answers the escalation",
            { IsOverdue: true, HasPlan: false } => "the provider gives a status and a resolution action plan; without an acceptable one the partner escalates",
            { IsOverdue: true, IsAcceptable: false } => "the partner escalates: the status is not acceptable",
            { Undone: { IsEmpty: false } undone } => $"the partner {string.Join("; ", undone.Select(item => item.Title))}",
            _ => "the provider resolves it",
        };

        string Local(Instant instant) => Describe.Local(instant, site.Region.Zone);
    }
}
