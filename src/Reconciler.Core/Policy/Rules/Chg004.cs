using Reconciler.Core.Planning;

namespace Reconciler.Core.Policy.Rules;

/// <summary>Large requests come in through their channel and are assessed by product management with the partner (policy, section 6).</summary>
internal static class Chg004
{
    public static Rule Rule { get; } = new(
        "CHG004", "a large request has its channel and the assessment by product management", Severity.Error, Waivable: false, "class, channel, assessment, changes.large of the policy")
    {
        OfFleet = Check,
    };

    private static IEnumerable<(Subject, Violation)> Check(World world) =>
        from declared in world.Snapshot.ChangeRequests
        let file = world.Requests[declared.Key]
        where file is { IsWithdrawn: false, IsRefused: false, MissingOfRoute.IsEmpty: false }
        select (file.Subject, new Violation(
            file.Spec.Channel is null ? "spec.class" : "spec.assessment",
            $"{declared.Key.Name} is a {Words.Of(file.Spec.Class)}, a large request, and lacks {string.Join(" and ", file.MissingOfRoute)}",
            $"the route: {file.Route}; record it in spec.channel and spec.assessment")
        { Short = "large request off its route" });
}
