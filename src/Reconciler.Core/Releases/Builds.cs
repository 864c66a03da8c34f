using Reconciler.Api;

namespace Reconciler.Core.Releases;

/// <summary>Which release a version is.</summary>
/// <param name="Version">The release, or the Expressway version.</param>
/// <param name="IsEstimate">True where only the rule of thumb says so: the catalogue has no such build.</param>
public readonly record struct KnownRelease(ReleaseVersion Version, bool IsEstimate)
{
    /// <summary>The form that people read, with a mark where it is an estimate.</summary>
    /// <returns>Such as <c>14SU3</c> or <c>12.5(1)SU4 (by rule of thumb)</c>.</returns>
    public override string ToString() => IsEstimate ? $"{Version} (by rule of thumb)" : Version.ToString();
}

/// <summary>The table of builds of a catalogue: release to build and back, by application.</summary>
internal sealed class Builds
{
    private readonly Dictionary<(ApplicationKind Kind, string Build), ReleaseVersion> _releases = [];

    /// <summary>Indexes the builds of some trains.</summary>
    /// <param name="trains">The trains.</param>
    public Builds(IEnumerable<ReleaseTrain> trains)
    {
        foreach (var release in trains.SelectMany(train => train.Releases))
        {
            foreach (var (name, build) in release.Builds)
            {
                if (ReleaseVersion.TryParse(release.Name, out var version) && WrittenName.Find<ApplicationKind>(name) is { } kind)
                {
                    _releases[(kind, Stem(build))] = version;
                }
            }
        }
    }

    /// <summary>The release of a version.</summary>
    /// <param name="kind">The application.</param>
    /// <param name="version">A version in any form.</param>
    /// <returns>Null for a build that is not numbered like any release.</returns>
    public KnownRelease? ReleaseOf(ApplicationKind kind, ReleaseVersion version) =>
        version.Form != VersionForm.Build ? new(version, false)
        : _releases.TryGetValue((TableOf(kind), Stem(version.ToString())), out var release) ? new(release, false)
        : version.ByRuleOfThumb() is { } estimate ? new(estimate, true)
        : null;

    // A Session Management Edition is a CUCM, with its builds.
    private static ApplicationKind TableOf(ApplicationKind kind) => kind == ApplicationKind.SessionManagement ? ApplicationKind.Cucm : kind;

    // A release keeps its first four parts over all its builds.
    private static string Stem(string build) => build.Split('-')[0];
}
