using System.Collections.Immutable;
using NodaTime;
using Reconciler.Core.Policy;

namespace Reconciler.Core.Planning.Checking;

/// <summary>Looks at what people claim to have told by other means, and to have installed: not in the future, and of a start that can be known.</summary>
internal static class ClaimCheck
{
    /// <summary>Reports claims that tell nothing.</summary>
    public static void Run(World world, ImmutableArray<Change> changes, Findings findings)
    {
        foreach (var declared in world.Snapshot.CopRequests.Where(cop => !cop.Value.Spec.Installations.IsEmpty))
        {
            foreach (var (index, claim) in declared.Value.Spec.Installations.Index().Where(claim => !world.Moment.Reached(Instant.FromDateTimeOffset(claim.Item.At))))
            {
                findings.Note(PlanReasons.FutureClaim, Severity.Error, new($"spec.installations[{index}].at", $"the installation at {claim.Instance} is said to be of {Time.Describe.Utc(Instant.FromDateTimeOffset(claim.At))}, which lies in the future", "say it once it has happened"), Subject.Of(declared));
            }
        }

        foreach (var change in changes.Where(change => !change.Window.Announced.IsEmpty && change.Told is null && change.Site is not null))
        {
            var claim = change.Window.Announced[^1];
            var path = change.IsDeclaredWindow ? "spec.announced" : change.Path;
            if (!world.Moment.Reached(Instant.FromDateTimeOffset(claim.At)))
            {
                findings.Note(PlanReasons.FutureClaim, Severity.Error, new(path, $"{change.Name} is said to have been announced {Time.Describe.Utc(Instant.FromDateTimeOffset(claim.At))}, which lies in the future", "say it once it has happened"), Subject.Of(change), change.Name);
            }
            else
            {
                findings.Note(PlanReasons.ToldWithoutStart, Severity.Warning, new(path, $"{change.Name} is said to have been announced, but with which start is not known", "add the start that people were told: start: 2026-12-08T21:00:00-05:00"), Subject.Of(change), change.Name);
            }
        }
    }
}
