using Reconciler.Api;
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

    public static ReleaseVersion Release(string text) => ReleaseVersion.TryParse(text, out var release) ? release : throw new ArgumentException(text, nameof(text));
}
