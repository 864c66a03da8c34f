using Reconciler.Core.Inventory;
using Reconciler.Core.Planning;

namespace Reconciler.Core.Policy.Rules;

/// <summary>What runs a release that is no longer supported must upgrade; nothing new begins on one (policy, section 4).</summary>
internal static class Rel001
{
    public static Rule Rule { get; } = new(
        "REL001", "no instance on n-2 or older", Severity.Error, Waivable: true, "applications, activatedOn, releases of the policy")
    {
        OfInstance = AtMostOne.Of<Site>(Check),
    };

    private static Violation? Check(Site site, World world)
    {
        var running = ReleaseFindings.Running(site, world, standing => standing.Column is { Supported: false });
        if (running.Length == 0)
        {
            return null;
        }

        var (first, names) = (running[0], ReleaseFindings.Names(running));
        return ReleaseFindings.ActivatedOn(site, world) is { } date
            ? new Violation(first.Path, $"{site.Key.Name} is to be activated on {date:yyyy-MM-dd} with {names}: {first.Standing.Column!.Name}, which is not supported", $"deploy {ReleaseFindings.TargetOf(first)}") { Short = "new deployment on an unsupported release" }
            : new Violation(first.Path, $"{site.Key.Name} runs {names}: {first.Standing.Column!.Name}, which is not supported, so it must upgrade", ReleaseFindings.Remedy(site, first, world)) { Severity = Severity.Warning, Short = "must upgrade" };
    }
}
