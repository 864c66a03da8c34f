using Reconciler.Api;
using Reconciler.Core.Policy.Rules;

namespace Reconciler.Core.Releases;

/// <summary>Why an application can not be upgraded to a release.</summary>
/// <param name="Message">The facts.</param>
/// <param name="Remedy">What leads on.</param>
public sealed record PathProblem(string Message, string Remedy);

/// <summary>Which upgrades work: the table of section 4, and the paths of the catalogue.</summary>
public static class UpgradePath
{
    /// <summary>Looks for what is in the way of an upgrade; that the target is newer is taken for granted.</summary>
    /// <param name="catalogue">The catalogue.</param>
    /// <param name="kind">The application.</param>
    /// <param name="from">The release that it runs.</param>
    /// <param name="target">The release that it is to run.</param>
    /// <param name="method">How it is upgraded.</param>
    /// <returns>Null where nothing is.</returns>
    public static PathProblem? Check(Catalogue catalogue, ApplicationKind kind, ReleaseVersion from, ReleaseVersion target, UpgradeMethod method)
    {
        ArgumentNullException.ThrowIfNull(catalogue);
        if (catalogue.TrainOf(kind, target) is not { } train || !IsListed(train, target))
        {
            return new($"the catalogue has no release {target} of {Words.Of(kind)}", $"name a release of the catalogue, or add {target} to spec.releases.trains of the policy");
        }

        var goal = Catalogue.TargetOf(catalogue.TrainsOf(kind).First());
        return train.Unsupported.FirstOrDefault(path => Is(path.From, from) && ReleaseVersion.TryParse(path.Below, out var first) && target < first) is { } unsupported
                ? new($"no upgrade leads from {from} to {target}{(unsupported.Reference is { } reference ? $" ({reference})" : "")}", $"go to {unsupported.Below} or later")
            : catalogue.StandingOf(kind, target.ToString())?.Column is { UpgradeTo: false } column
                ? new($"{target} is {column.Name}, and no upgrade goes there", $"go to {goal} or later")
            : target < Catalogue.TargetOf(train)
                ? new($"{target} is no target: upgrades to train {train.Name} go to {Catalogue.TargetOf(train)} or later", $"go to {Catalogue.TargetOf(train)} or later")
            : Leads(train, from, method);
    }

    /// <summary>How a train is reached from a release.</summary>
    /// <param name="train">The train.</param>
    /// <param name="from">The release.</param>
    /// <returns>Null where nothing leads there.</returns>
    public static UpgradeMethod? MethodOf(ReleaseTrain train, ReleaseVersion from)
    {
        ArgumentNullException.ThrowIfNull(train);
        return IsTrain(train.Name, from) || train.DirectFrom.Any(name => IsTrain(name, from)) ? UpgradeMethod.Direct
            : train.MigrationFrom.Any(name => IsTrain(name, from)) ? UpgradeMethod.Migration
            : null;
    }

    private static PathProblem? Leads(ReleaseTrain train, ReleaseVersion from, UpgradeMethod method) => MethodOf(train, from) switch
    {
        null => new($"no upgrade leads from {from} to train {train.Name}", $"upgrade to a train in between first: {string.Join(", ", train.DirectFrom)} lead there"),
        UpgradeMethod.Migration when method == UpgradeMethod.Direct =>
            new($"from {from} only a migration to new machines leads to train {train.Name}", "set spec.method: migration"),
        _ => null,
    };

    private static bool IsListed(ReleaseTrain train, ReleaseVersion target) => train.Releases.IsEmpty || train.Releases.Any(release => Is(release.Name, target));

    private static bool Is(string text, ReleaseVersion release) => ReleaseVersion.TryParse(text, out var read) && read == release;

    private static bool IsTrain(string text, ReleaseVersion release) => ReleaseVersion.TryParse(text, out var read) && read.Form == release.Form && read.Train == release.Train;
}
