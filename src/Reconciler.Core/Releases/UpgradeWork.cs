using System.Collections.Immutable;
using Reconciler.Api;
using Reconciler.Core.Policy.Rules;

namespace Reconciler.Core.Releases;

/// <summary>What the upgrade of one instance consists of: COP files that old sources need, and its nodes in order (policy, section 4).</summary>
public static class UpgradeWork
{
    /// <summary>COP files that have to be on every node before.</summary>
    /// <param name="releases">What the instance runs.</param>
    /// <param name="policy">The catalogue.</param>
    /// <returns>One line for each file.</returns>
    public static ImmutableArray<string> Prerequisites(SiteReleases releases, ReleasePolicy policy)
    {
        ArgumentNullException.ThrowIfNull(releases);
        ArgumentNullException.ThrowIfNull(policy);
        return
        [
            .. from cop in policy.Prerequisites.OrderBy(cop => cop.Name, StringComparer.Ordinal)
               let needing = releases.All.Where(running => running.Standing.Prerequisites.Contains(cop)).Select(running => Words.Of(running.Application.Kind)).ToArray()
               where needing.Length > 0
               select $"{cop.File} is installed on every node of {Words.And(needing)}",
        ];
    }

    /// <summary>The nodes in the order in which they are upgraded and switched.</summary>
    /// <param name="releases">What the instance runs.</param>
    /// <param name="target">The release to upgrade to.</param>
    /// <param name="policy">The catalogue.</param>
    /// <param name="method">How.</param>
    /// <returns>One line for each application that has this release.</returns>
    public static ImmutableArray<string> Steps(SiteReleases releases, ReleaseVersion target, ReleasePolicy policy, UpgradeMethod method)
    {
        ArgumentNullException.ThrowIfNull(releases);
        ArgumentNullException.ThrowIfNull(policy);
        var order = releases.All
            .Where(running => running.Standing.Release is { } release && release.Version < target)
            .OrderBy(running => policy.NodeOrder.IndexOf(running.Application.Kind) is var place and >= 0 ? place : int.MaxValue)
            .ToArray();
        var verb = method == UpgradeMethod.Migration ? "migrate" : "upgrade";
        return order.Length == 0 ? [] :
        [
            .. order.Select(running => $"{verb} {Words.Of(running.Application.Kind)} to {target}: {NodesOf(running.Application)}"),
            .. method == UpgradeMethod.Migration ? [] : new[] { $"switch the version in the same order: {string.Join(", then ", order.Select(running => Words.Of(running.Application.Kind)))}" },
        ];
    }

    /// <summary>
    /// Whether a version needs a COP file before an upgrade. A build is compared as it is; of a release only that of the bound is known, by the
    /// rule of thumb.
    /// </summary>
    internal static bool Needs(PrerequisiteCop cop, ApplicationKind kind, string text, KnownRelease? known)
    {
        if ((!cop.Applications.IsEmpty && !cop.Applications.Contains(kind)) || !ReleaseVersion.TryParse(cop.Below, out var bound))
        {
            return false;
        }

        return ReleaseVersion.TryParse(text, out var version) && version.Form == bound.Form ? version < bound
            : known is { } release && (bound.ByRuleOfThumb() ?? bound) is var first && release.Version.Form == first.Form && release.Version < first;
    }

    private static string NodesOf(Application application)
    {
        var publishers = application.Nodes.Where(node => node.Role == NodeRole.Publisher).Select(node => node.Name).ToArray();
        var subscribers = application.Nodes.Where(node => node.Role == NodeRole.Subscriber).Select(node => node.Name).ToArray();
        string[] parts =
        [
            .. publishers.Length == 0 ? [] : new[] { $"publisher {Words.And(publishers)}" },
            .. subscribers.Length == 0 ? [] : new[] { $"subscriber{(subscribers.Length == 1 ? "" : "s")} {Words.And(subscribers)}" },
        ];
        return string.Join(", then ", parts);
    }
}
