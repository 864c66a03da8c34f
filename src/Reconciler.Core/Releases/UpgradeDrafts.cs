using System.Collections.Immutable;
using System.Globalization;
using Reconciler.Api;
using Reconciler.Core.Inventory;
using Reconciler.Core.Planning;
using Reconciler.Core.Planning.Changes;
using Reconciler.Core.Policy.Rules;

namespace Reconciler.Core.Releases;

/// <summary>A plan that nobody committed yet.</summary>
/// <param name="Plan">The plan.</param>
/// <param name="Reasons">Why each of its instances is in it, by name.</param>
public sealed record UpgradeDraft(UpgradePlan Plan, ImmutableArray<string> Reasons);

/// <summary>
/// Upgrade plans for the instances that must upgrade and have no plan: one for each region and target, a canary first. A person commits them
/// (policy, section 4).
/// </summary>
/// <param name="Plans">Plans by namespace and name.</param>
/// <param name="Stranded">Instances that must upgrade and that no upgrade helps, each with why.</param>
public sealed record UpgradeDrafts(ImmutableArray<UpgradeDraft> Plans, ImmutableArray<string> Stranded)
{
    /// <summary>The drafts for a fleet.</summary>
    /// <param name="world">A pass that knows it.</param>
    /// <returns>Nothing where nobody must upgrade.</returns>
    public static UpgradeDrafts Of(World world)
    {
        ArgumentNullException.ThrowIfNull(world);
        var wishes = world.Sites.All.Select(site => WishOf(site, world)).OfType<Wish>().ToArray();
        var taken = world.Snapshot.UpgradePlans.Select(plan => plan.Key).ToHashSet();
        var plans = wishes
            .Where(wish => wish.Problem is null)
            .GroupBy(wish => (wish.Site.Key.Namespace, Region: wish.Site.Region.Name, wish.Target, wish.Method, wish.Ground))
            .OrderBy(group => (group.Key.Namespace, group.Key.Region, group.Key.Target, group.Key.Method, group.Key.Ground))
            .Select(group => new UpgradeDraft(
                PlanOf([.. group], NameOf(group.Key.Namespace, $"{group.Key.Region}-to-{group.Key.Target}", taken), world.Policy.Upgrades),
                [.. group.Select(wish => wish.Reason)]));
        return new([.. plans], [.. wishes.Where(wish => wish.Problem is not null).Select(wish => $"{wish.Reason}; {wish.Problem!.Message}: {wish.Problem.Remedy}")]);
    }

    private static Wish? WishOf(Site site, World world)
    {
        var behind = ReleaseFindings.Running(site, world, standing => standing is { Release: not null, Column: { Supported: false } or { Stay: StayRule.Required } });
        if (behind.Length == 0 || world.Upgrades.Of(site.Key) is not null || ReleaseFindings.ActivatedOn(site, world) is not null)
        {
            return null;
        }

        var oldest = behind.MaxBy(running => running.Standing.Column!.Behind);
        var (train, target) = (oldest.Standing.Newest, ReleaseFindings.TargetOf(oldest));
        var method = behind.Max(running => UpgradePath.MethodOf(train, running.Standing.Release!.Value.Version) ?? UpgradeMethod.Direct);
        return new(site, target, method, oldest.Standing.Column!.Supported ? UpgradeGroundKind.Currency : UpgradeGroundKind.BelowSupported)
        {
            Reason = $"{site.Key.Name} runs {ReleaseFindings.Names(behind)}: {oldest.Standing.Column.Name}",
            Problem = behind.Select(running => world.Catalogue.ProblemOf(running.Application.Kind, running.Standing.Release!.Value.Version, target, method)).FirstOrDefault(problem => problem is not null),
        };
    }

    private static UpgradePlan PlanOf(ImmutableArray<Wish> wishes, ObjectKey key, UpgradePolicy policy) => new()
    {
        Metadata = new() { Name = key.Name, Namespace = key.Namespace },
        Spec = new()
        {
            Target = wishes[0].Target.ToString(),
            Method = wishes[0].Method,
            Ground = new() { Kind = wishes[0].Ground },
            Instances = new() { Names = [.. wishes.Select(wish => wish.Site.Key.Name)] },
            Duration = policy.Duration,
            Waves = wishes.Length == 1 ? [] : [new() { Name = "canary", Instances = [wishes[0].Site.Key.Name], Soak = policy.Soak }, new() { Name = "rest" }],
            Requirements = policy.Requirements,
        },
    };

    private static ObjectKey NameOf(string ns, string wanted, HashSet<ObjectKey> taken)
    {
        for (var number = 1; ; number++)
        {
            var key = new ObjectKey(ns, EntryNames.Join(number == 1 ? wanted : string.Create(CultureInfo.InvariantCulture, $"{wanted}-{number}")));
            if (taken.Add(key))
            {
                return key;
            }
        }
    }

    private sealed record Wish(Site Site, ReleaseVersion Target, UpgradeMethod Method, UpgradeGroundKind Ground)
    {
        public required string Reason { get; init; }

        public PathProblem? Problem { get; init; }
    }
}
