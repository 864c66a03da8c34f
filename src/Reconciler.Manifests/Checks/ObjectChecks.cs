using Reconciler.Api;

namespace Reconciler.Manifests.Checks;

/// <summary>What an object can tell of itself once all of its fields are read: the checks of its kind.</summary>
internal static class ObjectChecks
{
    /// <summary>Runs the checks of the object's kind.</summary>
    public static void Run(Resource resource, Report report)
    {
        switch (resource)
        {
            case DedicatedInstance instance:
                DedicatedInstanceChecks.Run(instance.Spec, report);
                break;
            case MaintenanceWindow window:
                MaintenanceWindowChecks.Run(window.Spec, report);
                break;
            case CopRequest cop:
                CopRequestChecks.Run(cop.Spec, report);
                break;
            case UpgradePlan plan:
                UpgradePlanChecks.Run(plan.Spec, report);
                break;
            case ChangeRequest request:
                ChangeRequestChecks.Run(request.Spec, report);
                break;
            case SupportCase supportCase:
                SupportCaseChecks.Run(supportCase.Spec, report);
                break;
            case HolidayCalendar calendar:
                HolidayCalendarChecks.Run(calendar.Spec, report);
                break;
            case OperationalPolicy policy:
                OperationalPolicyChecks.Run(policy.Spec, report);
                break;
            case ChangeTicket ticket:
                ChangeTicketChecks.Run(ticket.Spec, report);
                break;
            case FleetSource source:
                FleetSourceChecks.Run(source.Spec, report);
                break;
            default:
                break;
        }
    }
}
