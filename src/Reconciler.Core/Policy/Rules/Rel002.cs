using Reconciler.Core.Inventory;
using Reconciler.Core.Planning;

namespace Reconciler.Core.Policy.Rules;

/// <summary>A new deployment begins on n (policy, section 4). One on an unsupported release is REL001, and that alone.</summary>
internal static class Rel002
{
    public static Rule Rule { get; } = new(
        "REL002", "a new deployment is on n", Severity.Error, Waivable: false, "applications, activatedOn, releases of the policy")
    {
        OfInstance = AtMostOne.Of<Site>(Check),
    };

    private static Violation? Check(Site site, World world)
    {
        if (ReleaseFindings.ActivatedOn(site, world) is not { } date)
        {
            return null;
        }

        var running = ReleaseFindings.Running(site, world, standing => standing is { Release: not null, Column: null or { Supported: true, NewDeployment: false } });
        if (running.Length > 0)
        {
            var first = running[0];
            return new(
                first.Path,
                $"{site.Key.Name} is to be activated on {date:yyyy-MM-dd} with {ReleaseFindings.Names(running)}: {first.Standing.Column?.Name ?? "in no column"}, where no new deployment begins",
                $"deploy {ReleaseFindings.TargetOf(first)}")
            { Short = "new deployment not on n" };
        }

        return null;
    }
}
