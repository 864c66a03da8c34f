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
        OfChange = (change, world) => ReleaseFindings.IsToCome(change, world) && change.Site is { } site ? Check(site, change.Upgrade!.Target, world) : [],
    };

    private static IEnumerable<Violation> Check(Site site, string? target, World world)
    {
        var ends = world.ReleasesOf(site).All
            .Select(running => (Running: running, Release: EndOf(running, target, world)))
            .Where(end => end.Release is not null)
            .ToArray();
        foreach (var match in world.Policy.Releases.Matches)
        {
            var group = ends.Where(end => match.Applications.Contains(end.Running.Application.Kind)).ToArray();
            if (group.FirstOrDefault(end => !end.Release!.Value.IsSameUpdate(group[0].Release!.Value)) is { Release: { } other } odd)
            {
                var (first, kind) = (group[0], Words.Of(odd.Running.Application.Kind));
                yield return new(
                    target is null ? odd.Running.Path : "spec.target",
                    $"{site.Key.Name} {(target is null ? "runs" : "would end on")} {Words.Of(first.Running.Application.Kind)} {first.Release} and {kind} {other}, which have to run the same release",
                    $"bring both to {(first.Release > other ? first.Release : other)}")
                { Short = $"{kind} does not match" };
            }
        }
    }

    private static ReleaseVersion? EndOf(RunningRelease running, string? target, World world) =>
        target is not null && ReleaseVersion.TryParse(target, out var release) && world.Catalogue.TrainOf(running.Application.Kind, release) is not null
            ? release
            : running.Standing.Release?.Version;
}
