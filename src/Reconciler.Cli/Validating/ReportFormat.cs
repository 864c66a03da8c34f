namespace Reconciler.Cli.Validating;

/// <summary>A form of a report.</summary>
/// <param name="Name">Its name on the command line.</param>
/// <param name="ForPullRequests">Whether it ends up where more people read than work for the fleet: mail addresses are shortened.</param>
/// <param name="Write">The text of a report.</param>
internal sealed record ReportFormat(string Name, bool ForPullRequests, Func<Report, string> Write)
{
    /// <summary>All forms; the first is the default.</summary>
    public static IReadOnlyList<ReportFormat> All { get; } =
    [
        new("text", ForPullRequests: false, TextReport.Write),
        new("json", ForPullRequests: false, JsonReport.Write),
        new("sarif", ForPullRequests: true, SarifReport.Write),
        new("junit", ForPullRequests: true, JunitReport.Write),
        new("github", ForPullRequests: true, GithubReport.Write),
        new("gitlab", ForPullRequests: true, GitlabReport.Write),
        new("markdown", ForPullRequests: true, MarkdownReport.Write),
    ];
}
