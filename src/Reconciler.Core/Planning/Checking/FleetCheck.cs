using System.Collections.Immutable;
using Reconciler.Core.Inventory;
using Reconciler.Core.Policy;

namespace Reconciler.Core.Planning.Checking;

/// <summary>Asks every rule that needs no place in time, and gathers what keeps changes out of the schedule.</summary>
/// <param name="world">The pass.</param>
/// <param name="findings">Where broken rules are reported.</param>
internal sealed class FleetCheck(World world, Findings findings)
{
    /// <summary>What errors keep out of the schedule.</summary>
    public HeldChanges Held { get; } = new();

    /// <summary>Asks the rules: all of one thing before the next thing, so that each is looked at once.</summary>
    /// <param name="changes">Everything that people want.</param>
    public void Run(ImmutableArray<Change> changes)
    {
        foreach (var (rule, violation, subject) in OfFleet())
        {
            Report(rule, violation, subject);
        }

        foreach (var (rule, violation, site) in world.Shares.SelectMany<Site, (Rule, Violation, Site)>(world.Sites.All, Ask))
        {
            Report(rule, violation, Subject.Of(site));
        }

        foreach (var (rule, violation, change) in world.Shares.SelectMany<Change, (Rule, Violation, Change)>(changes, Ask))
        {
            Report(rule, violation, change);
        }
    }

    // Few rules look at the whole fleet, and each of them takes its time.
    private IEnumerable<(Rule Rule, Violation Violation, Subject Subject)> OfFleet()
    {
        var rules = RuleTable.OfFleet;
        var broken = new (Subject Subject, Violation Violation)[rules.Length][];
        world.Shares.Together(world.Snapshot.Instances.Length, [.. rules.Select((rule, index) => (Action)(() => broken[index] = [.. rule.OfFleet!(world)]))]);
        return rules.SelectMany((rule, index) => broken[index].Select(found => (rule, found.Violation, found.Subject)));
    }

    private void Ask(Site site, List<(Rule Rule, Violation Violation, Site Site)> broken)
    {
        foreach (var rule in RuleTable.OfInstance)
        {
            foreach (var violation in rule.OfInstance!(site, world))
            {
                broken.Add((rule, violation, site));
            }
        }
    }

    private void Ask(Change change, List<(Rule Rule, Violation Violation, Change Change)> broken)
    {
        foreach (var rule in RuleTable.OfChange)
        {
            foreach (var violation in rule.OfChange!(change, world))
            {
                broken.Add((rule, violation, change));
            }
        }
    }

    private void Report(Rule rule, Violation violation, Subject subject)
    {
        if (findings.Report(rule, violation, subject) && rule.HoldsChanges)
        {
            Held.Add(subject.Object, rule, violation);
        }
    }

    private void Report(Rule rule, Violation violation, Change change)
    {
        if (findings.Report(rule, violation, Subject.Of(change), change.Name) && rule.HoldsChanges)
        {
            Held.Add(change, rule, violation);
        }
    }
}
