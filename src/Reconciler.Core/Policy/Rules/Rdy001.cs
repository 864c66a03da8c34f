using NodaTime;
using Reconciler.Api;
using Reconciler.Core.Inventory;
using Reconciler.Core.Planning;

namespace Reconciler.Core.Policy.Rules;

/// <summary>The partner confirms that the customer is ready before an upgrade, a renewal or work on the infrastructure (policy, section 12).</summary>
internal static class Rdy001
{
    public static Rule Rule { get; } = new(
        "RDY001", "customer readiness confirmed", Severity.Warning, Waivable: true, "readiness, duties.readinessFor, duties.readinessDays of the policy")
    {
        OfChange = AtMostOne.Of<Change>(Check),
    };

    private static Violation? Check(Change change, World world)
    {
        if (SubjectOf(change.Window.Category) is { } subject
            && change is { Site: { } site, IsEmergency: false, Outcome: null }
            && world.Policy.Duties.ReadinessFor.Contains(subject)
            && !IsConfirmed(subject, change, site, world))
        {
            return new(
                change.Path,
                $"nobody confirmed within {world.Policy.Duties.ReadinessDays} days that {site.Spec.Customer} is ready for {Noun(subject)} of {site.Key.Name}",
                $"the partner adds to spec.readiness of DedicatedInstance {site.Key.Name}: {{for: {Words.Of(subject)}, by: NAME, at: INSTANT}}")
            { Short = "readiness not confirmed" };
        }

        return null;
    }

    private static bool IsConfirmed(ReadinessSubject subject, Change change, Site site, World world) =>
        site.Spec.Readiness.Any(ready => ready.For == subject && (ready.Change is null || ready.Change == change.Name) && Counts(ready, world));

    private static bool Counts(Readiness ready, World world)
    {
        var at = Instant.FromDateTimeOffset(ready.At);
        return world.Moment.Reached(at) && !world.Moment.Passed(at + Duration.FromDays(world.Policy.Duties.ReadinessDays));
    }

    private static ReadinessSubject? SubjectOf(ChangeCategory category) => category switch
    {
        ChangeCategory.Upgrade => ReadinessSubject.Upgrade,
        ChangeCategory.Certificate => ReadinessSubject.Certificate,
        ChangeCategory.Infrastructure => ReadinessSubject.Infrastructure,
        _ => null,
    };

    private static string Noun(ReadinessSubject subject) => subject switch
    {
        ReadinessSubject.Upgrade => "the upgrade",
        ReadinessSubject.Certificate => "the certificate renewal",
        _ => "the infrastructure work",
    };
}
