using NodaTime;
using Reconciler.Api;
using Reconciler.Core.Inventory;
using Reconciler.Core.Time;

namespace Reconciler.Core.Support;

/// <summary>When an answer is due (policy, sections 8 and 10): business days by the instance's calendar, in the zone of its region.</summary>
internal static class Targets
{
    /// <summary>The last instant at which the response to a case is on time.</summary>
    public static Instant Response(Instant from, SeverityPolicy severity, Site site) =>
        BusinessDays(from, severity.BusinessDays, site) + Duration.FromTimeSpan(severity.Response);

    /// <summary>The same clock time so many business days later.</summary>
    public static Instant BusinessDays(Instant from, int days, Site site) =>
        LeadTime.BusinessDaysAfter(from, site.Region.Zone, days, site.Calendar);
}
