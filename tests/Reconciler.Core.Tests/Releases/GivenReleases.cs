using System.Text;
using NodaTime;
using Reconciler.Api;
using Reconciler.Core.Planning;
using Reconciler.Core.Releases;
using Reconciler.Manifests;

namespace Reconciler.Core.Tests.Releases;

/// <summary>The shipped catalogue, and the same one once train 16 is out.</summary>
internal static class GivenReleases
{
    public static ReleasePolicy Shipped => ShippedPolicy.Spec.Releases;

    public static Catalogue Catalogue { get; } = new(Shipped);

    public static ReleasePolicy WithTrain16 => Shipped with
    {
        Trains =
        [
            .. Shipped.Trains,
            new()
            {
                Name = "16",
                Applications = [ApplicationKind.Cucm, ApplicationKind.UnityConnection, ApplicationKind.ImPresence],
                Listed = ["16"],
                DirectFrom = ["14", "15"],
                Releases = [new() { Name = "16", Builds = Map.Empty<string>().Add("CUCM", "16.0.1.10000-5") }],
            },
        ],
    };

    /// <summary>An instance of region AMER, as one document.</summary>
    public static string Instance(string name, string applications) =>
        $$"""
        apiVersion: ops.reconciler.dev/v1alpha1
        kind: DedicatedInstance
        metadata: {name: {{name}}}
        spec:
          customer: Acme
          partner: Northwind
          region: AMER
          dataCenters: [dc]
          applications: [{{applications}}]

        """;

    /// <summary>A pass at noon of 2026-12-01 that knows these documents.</summary>
    public static World World(string yaml)
    {
        var fleet = FleetAssembler.Assemble([ManifestReader.Read(new("fleet.yaml", Encoding.UTF8.GetBytes(yaml)), "default")]);
        Assert.Empty(fleet.Problems.Select(problem => problem.Message));
        return new(fleet.Snapshot, Ledger.Empty, new Moment(Instant.FromUtc(2026, 12, 1, 12, 0)), PlanOptions.Default);
    }

    public static ReleaseVersion Release(string text) => ReleaseVersion.TryParse(text, out var release) ? release : throw new ArgumentException(text, nameof(text));
}
