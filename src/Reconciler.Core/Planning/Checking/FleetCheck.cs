using System.Collections.Immutable;
using Reconciler.Core.Policy;

namespace Reconciler.Core.Planning.Checking;

/// <summary>Asks every rule that needs no place in time, and gathers what keeps changes out of the schedule.</summary>
/// <param name="world">The pass.</param>
/// <param name="findings">Where broken rules are reported.</param>
internal sealed class FleetCheck(World world, Findings findings)
{
    /// <summary>What errors keep out of the schedule.</summary>
    public HeldChanges Held { get; } = new();

    /// <summary>Asks the rules.</summary>
    /// <param name="changes">Everything that people want.</param>
    public void Run(ImmutableArray<Change> changes)
    {
        foreach (var rule in RuleTable.All)
        {
            foreach (var (subject, violation) in rule.OfFleet?.Invoke(world) ?? [])
            {
                if (Holds(rule, violation, subject, null))
                {
                    Held.Add(subject.Object, rule, violation);
                }
            }

            if (rule.OfInstance is { } ofInstance)
            {
                foreach (var site in world.Sites.All)
                {
                    foreach (var violation in ofInstance(site, world))
                    {
                        if (Holds(rule, violation, Subject.Of(site), null))
                        {
                            Held.Add(Subject.Of(site).Object, rule, violation);
                        }
                    }
                }
            }

            if (rule.OfChange is { } ofChange)
            {
                foreach (var change in changes)
                {
                    foreach (var violation in ofChange(change, world))
                    {
                        if (Holds(rule, violation, Subject.Of(change), change.Name))
                        {
                            Held.Add(change, rule, violation);
                        }
                    }
                }
            }
        }
    }

    private bool Holds(Rule rule, Violation violation, Subject subject, string? entry) =>
        findings.Report(rule, violation, subject, entry) && rule.HoldsChanges;
}
