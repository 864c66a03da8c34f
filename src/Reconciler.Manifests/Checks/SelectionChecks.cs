using Reconciler.Api;

namespace Reconciler.Manifests.Checks;

/// <summary>Checks of the instances that a COP request or an upgrade is for.</summary>
internal static class SelectionChecks
{
    private const string Path = "spec.instances";

    /// <summary>Runs them.</summary>
    public static void Run(InstanceSelection selection, Report report)
    {
        Names.RequireUnique(selection.Names, Path + ".names", "", report);
        if (selection.Names.IsEmpty && selection.Selector is null)
        {
            report(ReadProblems.MissingField, Path, $"'{Path}' selects nothing", "add 'names', 'selector', or both");
        }
    }
}
