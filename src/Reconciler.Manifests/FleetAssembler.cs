using System.Collections.Immutable;
using Reconciler.Api;
using Reconciler.Core.Policy;
using Reconciler.Manifests.Fleets;

namespace Reconciler.Manifests;

/// <summary>Files to a fleet. The order in which the files come never matters.</summary>
public static class FleetAssembler
{
    /// <summary>Puts together what the files of a fleet hold: says what is declared twice, lays the policy over the shipped one, sorts.</summary>
    /// <param name="files">What <see cref="ManifestReader"/> made of each file; a path comes once.</param>
    /// <returns>The fleet.</returns>
    public static Fleet Assemble(IEnumerable<FileContents> files)
    {
        FileContents[] ordered = [.. files.OrderBy(file => file.Path, StringComparer.Ordinal)];
        var problems = new List<Finding>(ordered.SelectMany(file => file.Problems));
        var policy = PolicyInForce.Of([.. ordered.SelectMany(file => file.Policies)], problems);
        var objects = Declarations.Unique(ordered.SelectMany(file => file.Objects), problems);
        var templates = TemplateFiles.Of(ordered.SelectMany(file => file.Templates), problems);

        return new()
        {
            Snapshot = new()
            {
                Policy = policy.Spec,
                PolicyDigest = policy.Digest,
                PolicyObject = policy.Object,
                Instances = objects.Of<DedicatedInstance>(),
                Windows = objects.Of<MaintenanceWindow>(),
                CopRequests = objects.Of<CopRequest>(),
                UpgradePlans = objects.Of<UpgradePlan>(),
                ChangeRequests = objects.Of<ChangeRequest>(),
                SupportCases = objects.Of<SupportCase>(),
                Calendars = objects.Of<HolidayCalendar>(),
                Unreadable = [.. ordered.SelectMany(file => file.Unreadable)],
            },
            Problems = Sort(problems),
            Files = ordered.Length,
            Objects = ordered.Sum(file => file.Objects.Length + file.Policies.Length + file.Unreadable.Length),
            Skipped = ordered.Sum(file => file.Skipped),
            Unreadable = [.. ordered.SelectMany(file => file.Unreadable)],
            Templates = templates.Texts,
            BrokenTemplates = templates.Broken,
            Tickets = objects.Of<ChangeTicket>(),
            Notices = objects.Of<Notice>(),
            Contents = ordered.ToDictionary(file => file.Path, StringComparer.Ordinal),
        };
    }

    private static ImmutableArray<Finding> Sort(List<Finding> problems) =>
    [
        .. problems
            .OrderBy(finding => finding.File, StringComparer.Ordinal)
            .ThenBy(finding => finding.Span.Line)
            .ThenBy(finding => finding.Span.Column)
            .ThenBy(finding => finding.Rule, StringComparer.Ordinal)
            .ThenBy(finding => finding.Message, StringComparer.Ordinal),
    ];
}
