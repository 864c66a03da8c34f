using NodaTime;
using Reconciler.Api;
using Reconciler.Core.Planning;
using Reconciler.Core.Support;
using Reconciler.Core.Time;

namespace Reconciler.Core.Policy.Rules;

/// <summary>After an application failure a new publisher stands within the policy's business days (policy, section 10).</summary>
internal static class Bck002
{
    public static Rule Rule { get; } = new(
        "BCK002", "a new publisher in time after an application failure", Severity.Warning, Waivable: true, "incident, support.newPublisherBusinessDays of the policy")
    {
        OfFleet = Cases.Each(Check),
    };

    private static Violation? Check(CaseFile file, World world)
    {
        if (file is not { Site: { } site, Spec.Incident: { Kind: IncidentKind.ApplicationFailure } incident })
        {
            return null;
        }

        var days = world.Policy.Support.NewPublisherBusinessDays;
        var due = Targets.BusinessDays(Instant.FromDateTimeOffset(incident.DeclaredAt), days, site);
        var at = incident.NewPublisherAt is { } stood && world.Moment.Reached(Instant.FromDateTimeOffset(stood)) ? Instant.FromDateTimeOffset(stood) : (Instant?)null;
        return (at is { } done ? done <= due : !world.Moment.Passed(due)) || !file.IsWithin(world.Policy.Support.Attainment.Period) ? null : new(
            at is null ? "spec.incident" : "spec.incident.newPublisherAt",
            $"{file.Declared.Key.Name}: a new publisher was to stand by {Describe.Local(due, site.Region.Zone)}, {Words.Count(days, "business day")} after the failure was declared{(at is { } late ? $", and stood {Describe.Duration((late - due).ToTimeSpan())} later" : "")}",
            at is null ? "build it, or record newPublisherAt; tell the partner what is under way and what is expected when" : "the past can not be mended: waive it with the reason, for the next review")
        { Short = "new publisher late" };
    }
}
