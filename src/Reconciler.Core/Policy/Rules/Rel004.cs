using System.Collections.Immutable;
using Reconciler.Core.Inventory;
using Reconciler.Core.Releases;

namespace Reconciler.Core.Policy.Rules;

/// <summary>A version has a column of the release table (policy, section 4); of another one nothing can be said.</summary>
internal static class Rel004
{
    public static Rule Rule { get; } = new(
        "REL004", "every version is in a column of the release table", Severity.Warning, Waivable: true, "applications, releases of the policy")
    {
        OfInstance = (site, world) => ReleaseFindings.Running(site, world, standing => standing.Column is null) is { IsEmpty: false } odd ? Check(site, odd) : [],
    };

    private static IEnumerable<Violation> Check(Site site, ImmutableArray<RunningRelease> odd) =>
        odd.Select(running => running.Standing.Release is { } release && release.Version.Form == VersionForm.Release
            ? new Violation(
                running.Path,
                $"{running} of {site.Key.Name} is in no column: train {running.Standing.Newest.Name} lists {string.Join(", ", running.Standing.Newest.Listed)}",
                $"upgrade it to {ReleaseFindings.TargetOf(running)}, or list the release in spec.releases.trains of the policy")
            : new Violation(
                running.Path,
                $"'{running.Application.Version}' is no release of {Words.Of(running.Application.Kind)} that the catalogue could know",
                "write the release that it shows, such as 15SU2, or its build"));
}
