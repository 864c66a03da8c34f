using System.Collections.Immutable;
using System.Runtime.InteropServices;
using Reconciler.Api;
using Reconciler.Core.Inventory;

namespace Reconciler.Core.Releases;

/// <summary>An application of an instance with where its version stands.</summary>
/// <param name="Index">Position in <c>spec.applications</c>.</param>
/// <param name="Application">The application.</param>
/// <param name="Standing">Where it stands.</param>
public readonly record struct RunningRelease(int Index, Application Application, Standing Standing)
{
    /// <summary>Field path of its version.</summary>
    public string Path => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"spec.applications[{Index}].version");

    /// <summary>The form that people read.</summary>
    /// <returns>Such as <c>CUCM 14SU3</c>.</returns>
    public override string ToString() => $"{Policy.Rules.Words.Of(Application.Kind)} {Standing.Release?.ToString() ?? Application.Version}";
}

/// <summary>The releases that an instance runs, of the applications that the catalogue knows.</summary>
/// <param name="site">The instance.</param>
/// <param name="catalogue">The catalogue.</param>
public sealed class SiteReleases(Site site, Catalogue catalogue)
{
    /// <summary>Its applications, in the order in which people wrote them.</summary>
    public ImmutableArray<RunningRelease> All { get; } = Read(site.Spec.Applications, catalogue);

    /// <summary>Those of its applications that stand somewhere.</summary>
    /// <param name="isMeant">Where.</param>
    /// <returns>In the same order; mostly none.</returns>
    public ImmutableArray<RunningRelease> Where(Func<Standing, bool> isMeant)
    {
        ArgumentNullException.ThrowIfNull(isMeant);
        var found = ImmutableArray<RunningRelease>.Empty;
        foreach (var running in All)
        {
            if (isMeant(running.Standing))
            {
                found = found.Add(running);
            }
        }

        return found;
    }

    /// <summary>Where the application stands that is furthest behind; null where none has a column.</summary>
    public Standing? Oldest => All
        .Where(running => running.Standing.Column is not null)
        .Select(running => running.Standing)
        .MaxBy(standing => standing.Column!.Behind);

    /// <summary>Whether some application could go to a release: it has that train, and runs an older release.</summary>
    /// <param name="train">The train of the release.</param>
    /// <param name="release">The release.</param>
    /// <returns>True if one does.</returns>
    public bool Precede(ReleaseTrain train, ReleaseVersion release) => All.Any(running =>
        train.Applications.Contains(running.Application.Kind)
        && running.Standing.Release is { } known && known.Version.Form == release.Form && known.Version < release);

    private static ImmutableArray<RunningRelease> Read(ImmutableArray<Application> applications, Catalogue catalogue)
    {
        var (running, known) = (new RunningRelease[applications.Length], 0);
        for (var index = 0; index < applications.Length; index++)
        {
            if (catalogue.StandingOf(applications[index].Kind, applications[index].Version) is { } standing)
            {
                running[known++] = new(index, applications[index], standing);
            }
        }

        return known == running.Length ? ImmutableCollectionsMarshal.AsImmutableArray(running) : [.. running[..known]];
    }
}
