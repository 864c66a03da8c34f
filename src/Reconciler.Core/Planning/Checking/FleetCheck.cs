using System.Collections.Immutable;
using Reconciler.Core.Inventory;
using Reconciler.Core.Policy;

namespace Reconciler.Core.Planning.Checking;

/// <summary>Asks every rule that needs no place in time, and gathers what keeps changes out of the schedule.</summary>
/// <param name="world">The pass.</param>
/// <param name="findings">Where broken rules are reported.</param>
internal sealed class FleetCheck(World world, Findings findings)
{
    private readonly Dictionary<ObjectRef, (string Rule, string Why)> _held = [];

    /// <summary>Objects whose own errors keep their changes out of the schedule.</summary>
    public IReadOnlyDictionary<ObjectRef, (string Rule, string Why)> Held => _held;

    /// <summary>Asks the rules.</summary>
    /// <param name="changes">Everything that people want.</param>
    public void Run(ImmutableArray<Change> changes)
    {
        foreach (var rule in RuleTable.All)
        {
            foreach (var (subject, violation) in rule.OfFleet?.Invoke(world) ?? [])
            {
                Report(rule, violation, subject, null);
            }

            if (rule.OfInstance is { } ofInstance)
            {
                foreach (var site in world.Sites.All)
                {
                    foreach (var violation in ofInstance(site, world))
                    {
                        Report(rule, violation, Subject.Of(site), null);
                    }
                }
            }

            if (rule.OfChange is { } ofChange)
            {
                foreach (var change in changes)
                {
                    foreach (var violation in ofChange(change, world))
                    {
                        Report(rule, violation, Subject.Of(change), change.Name);
                    }
                }
            }
        }
    }

    private void Report(Rule rule, Violation violation, Subject subject, string? entry)
    {
        if (findings.Report(rule, violation, subject, entry) && rule.HoldsChanges)
        {
            _held.TryAdd(subject.Object, (rule.Id, violation.Short ?? violation.Message));
        }
    }
}
