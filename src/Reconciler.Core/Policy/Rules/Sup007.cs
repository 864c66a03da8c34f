using System.Collections.Immutable;
using NodaTime;
using Reconciler.Api;
using Reconciler.Core.Inventory;
using Reconciler.Core.Planning;
using Reconciler.Core.Support;

namespace Reconciler.Core.Policy.Rules;

/// <summary>Response targets of the lower severities are met often enough over the policy's period (policy, section 8).</summary>
internal static class Sup007
{
    private const int Most = 3;

    public static Rule Rule { get; } = new(
        "SUP007", "response targets are met often enough", Severity.Warning, Waivable: true, "every case of the period, support.attainment of the policy")
    {
        OfFleet = Check,
    };

    private static IEnumerable<(Subject, Violation)> Check(World world) =>
        from attainment in Attainment.Of(world)
        where !attainment.Reaches(world.Policy.Support.Attainment.Percent)
        select (SubjectOf(world.Snapshot), Describe(attainment, world.Policy.Support.Attainment));

    private static Violation Describe(Attainment attainment, AttainmentPolicy policy)
    {
        ImmutableArray<string> late = [.. attainment.Cases.Where(file => file.ResponseMet == false).Select(file => file.Declared.Key.Name)];
        var names = string.Join(", ", late.Take(Most)) + (late.Length > Most ? $" and {late.Length - Most} more" : "");
        return new(
            "spec.support.attainment",
            $"{attainment.Met} of {attainment.Cases.Length} {attainment.Severity} responses of the last {Time.Describe.Duration(policy.Period)} were in time; {policy.Percent} % is the least. Late: {names}",
            "look at the late ones with the provider; a waiver goes into OperationalPolicy default")
        { Short = $"{attainment.Severity} attainment below {policy.Percent} %" };
    }

    // It speaks of the provider's work as a whole, as the policy does.
    private static Subject SubjectOf(Snapshot snapshot) =>
        snapshot.PolicyObject is { } policy
            ? Subject.Of(policy)
            : new(new("OperationalPolicy", "", "default"), Source.None, Map.Empty<string>(), DateTimeZone.Utc);
}
