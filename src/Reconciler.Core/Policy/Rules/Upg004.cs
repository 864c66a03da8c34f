using System.Collections.Immutable;
using Reconciler.Api;
using Reconciler.Core.Inventory;
using Reconciler.Core.Planning;
using Reconciler.Core.Releases;

namespace Reconciler.Core.Policy.Rules;

/// <summary>Applications of one cluster run the same release; their builds differ by design. Product rule.</summary>
internal static class Upg004
{
    public static Rule Rule { get; } = new(
        "UPG004", "applications of an instance end on matching releases", Severity.Error, Waivable: true, "applications, the target of the instance's upgrade, releases.matches of the policy")
    {
        OfInstance = (site, world) => world.Upgrades.Of(site.Key) is null ? Check(site, null, world) : [],
        OfChange = (change, world) => ReleaseFindings.IsToCome(change, world) && change.Site is { } site ? Check(site, change, world) : [],
    };

    private static IEnumerable<Violation> Check(Site site, Change? upgrade, World world)
    {
        ImmutableArray<Violation> found = [];
        foreach (var match in world.Policy.Releases.Matches)
        {
            if (Odd(match, site, upgrade, world) is var (first, odd))
            {
                var kind = Words.Of(odd.Running.Application.Kind);
                found = found.Add(new(
                    upgrade is null ? odd.Running.Path : "spec.target",
                    $"{site.Key.Name} {(upgrade is null ? "runs" : "would end on")} {Words.Of(first.Running.Application.Kind)} {first.Release} and {kind} {odd.Release}, which have to run the same release",
                    $"bring both to {(first.Release > odd.Release ? first.Release : odd.Release)}")
                { Short = $"{kind} does not match" });
            }
        }

        return Several.Found(found);
    }

    // The first application of a group, and the first that does not end where it does.
    private static (End First, End Odd)? Odd(ReleaseMatch match, Site site, Change? upgrade, World world)
    {
        var first = (End?)null;
        foreach (var running in world.ReleasesOf(site).All)
        {
            if (match.Applications.Contains(running.Application.Kind) && EndOf(running, upgrade?.Target, world) is { } release)
            {
                first ??= new(running, release);
                if (!release.IsSameUpdate(first.Value.Release))
                {
                    return (first.Value, new(running, release));
                }
            }
        }

        return null;
    }

    private static ReleaseVersion? EndOf(RunningRelease running, ReleaseVersion? target, World world) =>
        target is { } release && world.Catalogue.TrainOf(running.Application.Kind, release) is not null
            ? release
            : running.Standing.Release?.Version;

    private readonly record struct End(RunningRelease Running, ReleaseVersion Release);
}
