using Reconciler.Api;

namespace Reconciler.Manifests.Checks;

/// <summary>Checks of one fleet source. What its URL reaches only a fetch can tell.</summary>
internal static class FleetSourceChecks
{
    private const int CommitDigits = 40;

    /// <summary>Runs them.</summary>
    public static void Run(FleetSourceSpec spec, Report report)
    {
        string?[] given = [spec.Ref.Branch, spec.Ref.Tag, spec.Ref.Commit];
        if (given.Count(name => name is not null) > 1)
        {
            report(ReadProblems.Contradiction, "spec.ref", "'spec.ref' names more than one of branch, tag and commit", "keep the one that is to be followed");
        }

        if (spec.Ref.Commit is { } commit && (commit.Length != CommitDigits || !commit.All(char.IsAsciiHexDigitLower)))
        {
            report(ReadProblems.BadFormat, "spec.ref.commit", "'spec.ref.commit' is no full id of a commit", "write all forty hexadecimal digits, as 'git rev-parse' prints them");
        }

        if (spec.Path.StartsWith('/') || spec.Path.Split('/').Contains(".."))
        {
            report(ReadProblems.BadFormat, "spec.path", "'spec.path' leads out of the repository", "write it from the root of the repository on, such as 'fleet/prod'");
        }

        if (Uri.TryCreate(spec.Url, UriKind.Absolute, out var url) && (url.UserInfo.Contains(':', StringComparison.Ordinal) || (url.Scheme.StartsWith("http", StringComparison.Ordinal) && url.UserInfo.Length > 0)))
        {
            report(ReadProblems.BadFormat, "spec.url", "'spec.url' holds a user or password, which anybody could read here", "put it into a secret, and name that in 'spec.secretRef'");
        }
    }
}
