using System.Globalization;
using Reconciler.Api;
using Reconciler.Core.Releases;

namespace Reconciler.Manifests.Checks;

/// <summary>Checks of the release catalogue: names that differ, numbers that say which column is which, releases that belong to their train.</summary>
internal static class ReleasePolicyChecks
{
    private const string Trains = "spec.releases.trains";
    private const string Columns = "spec.releases.columns";

    /// <summary>Runs them.</summary>
    public static void Run(ReleasePolicy policy, Report report)
    {
        Names.RequireUnique(policy.Columns.Select(column => column.Name), Columns, ".name", report);
        Names.RequireUnique(policy.Columns.Select(column => column.Behind.ToString(CultureInfo.InvariantCulture)), Columns, ".behind", report);
        Names.RequireUnique(policy.Trains.Select(train => train.Name), Trains, ".name", report);
        Names.RequireUnique(policy.Prerequisites.Select(cop => cop.Name), "spec.releases.prerequisites", ".name", report);
        Names.RequireUnique(policy.Matches.Select(match => match.Name), "spec.releases.matches", ".name", report);
        foreach (var (index, train) in policy.Trains.Index())
        {
            Run(train, $"{Trains}[{index}]", report);
        }
    }

    private static void Run(ReleaseTrain train, string path, Report report)
    {
        Names.RequireUnique(train.Releases.Select(release => release.Name), $"{path}.releases", ".name", report);
        foreach (var (index, listed) in train.Listed.Index())
        {
            RequireOfTrain(train, listed, $"{path}.listed[{index}]", report);
        }

        if (train.Target is { } target)
        {
            RequireOfTrain(train, target, $"{path}.target", report);
        }

        foreach (var (index, release) in train.Releases.Index())
        {
            RequireOfTrain(train, release.Name, $"{path}.releases[{index}].name", report);
            foreach (var (application, build) in release.Builds)
            {
                RequireBuild(application, build, $"{path}.releases[{index}].builds", report);
            }
        }
    }

    private static void RequireOfTrain(ReleaseTrain train, string release, string path, Report report)
    {
        if (ReleaseVersion.TryParse(train.Name, out var name) && ReleaseVersion.TryParse(release, out var version) && (name.Form, name.Train) != (version.Form, version.Train))
        {
            report(ReadProblems.Contradiction, path, $"'{path}' is '{release}', which is no release of train {train.Name}", "move it to its own train");
        }
    }

    private static void RequireBuild(string application, string build, string path, Report report)
    {
        Names.RequireKnown(application, Catalogue.ApplicationNames, $"{path}.{application}", "ApplicationKind", report);
        var whole = build.EndsWith("-x", StringComparison.Ordinal) ? build[..^1] + "0" : build;
        if (!ReleaseVersion.TryParse(whole, out var version) || version.Form != VersionForm.Build)
        {
            report(ReadProblems.BadVersion, $"{path}.{application}", $"'{path}.{application}' is '{build}'", "a build such as 14.0.1.13900-155 is expected, or 12.5.1.17900-x where the last part is not known");
        }
    }
}
