using Reconciler.Api;

namespace Reconciler.Manifests.Checks;

/// <summary>Checks of one instance.</summary>
internal static class DedicatedInstanceChecks
{
    /// <summary>Runs them.</summary>
    public static void Run(DedicatedInstanceSpec spec, Report report)
    {
        Names.RequireUnique(spec.DataCenters, "spec.dataCenters", "", report);
        var dataCenters = spec.DataCenters.ToHashSet(StringComparer.Ordinal);
        foreach (var (index, application) in spec.Applications.Index())
        {
            Run(application, $"spec.applications[{index}]", dataCenters, report);
        }

        Names.RequireUnique(spec.Certificates.Select(certificate => certificate.Name), "spec.certificates", ".name", report);
        foreach (var (index, certificate) in spec.Certificates.Index())
        {
            Run(certificate, $"spec.certificates[{index}]", report);
        }

        Names.RequireUnique(spec.Blackouts.Select(blackout => blackout.Name), "spec.blackouts", ".name", report);
        foreach (var (index, blackout) in spec.Blackouts.Index())
        {
            Run(blackout, $"spec.blackouts[{index}]", report);
        }
    }

    private static void Run(Application application, string path, IReadOnlySet<string> dataCenters, Report report)
    {
        foreach (var (index, node) in application.Nodes.Index())
        {
            if (!Names.RequireKnown(node.DataCenter, dataCenters, $"{path}.nodes[{index}].dataCenter", "spec.dataCenters", report))
            {
                break;
            }
        }

        if (application is { PublisherRegion: not null, Kind: not ApplicationKind.SessionManagement })
        {
            report(ReadProblems.Contradiction, path + ".publisherRegion", $"'{path}.publisherRegion' is only for SME", "remove it: every other application has the region of its instance");
        }
    }

    private static void Run(Certificate certificate, string path, Report report)
    {
        RecordSelectors.Require(Selector.Expiry, certificate.Announced, path + ".announced", report);
        RecordSelectors.Require(Selector.Expiry, certificate.Outcomes, path + ".outcomes", report);
        RecordSelectors.Require(Selector.Expiry, certificate.Moves, path + ".moves", report);
    }

    private static void Run(Freeze blackout, string path, Report report)
    {
        Spans.RequireOrder(blackout, path, report);
        if (!blackout.Regions.IsEmpty)
        {
            report(ReadProblems.Contradiction, path + ".regions", $"'{path}.regions' has no meaning in a blackout of one instance", "remove it, or write a freeze into the policy");
        }
    }
}
