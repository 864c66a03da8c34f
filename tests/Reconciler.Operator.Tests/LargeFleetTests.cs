using System.Diagnostics;
using System.Text.RegularExpressions;
using Reconciler.Operator.Tests.Given;
using Reconciler.Operator.Worlds;
using Reconciler.TestKit.Clusters;

namespace Reconciler.Operator.Tests;

/// <summary>The real program with a fleet as large as is promised.</summary>
public sealed partial class LargeFleetTests : IAsyncDisposable
{
    private const int Instances = 2000;
    private const int Windows = 8000;
    private const long MostMemory = 250_000_000;

    // What .NET lets the heap of a process grow to in a container of 250 MB: three quarters of it.
    private const string MostHeap = "0xB2D05E0";

    private readonly ControlPlane _plane = new();

    public static bool HasProc => OperatingSystem.IsLinux();

    [Fact(SkipUnless = nameof(HasProc), Skip = "only Linux counts memory in /proc")]
    public async Task Program_With10000Objects_StaysBelow250MB_AndAnUpgradeWritesNothingThatDidNotChange()
    {
        await using var bed = await Bed.NewAsync(_plane);
        await Many.CreateAsync(bed, Instances, Windows);
        await using var first = Start(bed, "first");
        Assert.True(await first.PassesAsync());
        Assert.InRange(first.MostMemory, 1, MostMemory);
        Assert.Contains("maintenancewindows/status", await WrittenAsync(first));
        var before = await VersionsAsync(bed);
        Assert.All(await bed.ListAsync("MaintenanceWindow"), window => Assert.True(Many.IsSettled(window)));

        // A rolling upgrade: the new one comes, the old one goes.
        await using var second = Start(bed, "second");
        var address = await second.AddressAsync();
        await Bed.UntilAsync("the second is ready", async () => (await Web.GetAsync(address, "/readyz?verbose")).Text.Contains("standing by, first leads", StringComparison.Ordinal));
        await first.SignalAsync("TERM");
        Assert.Equal(0, await first.EndAsync());
        Assert.False(await second.PassesAsync());

        Assert.Equal(before, await VersionsAsync(bed));
        Assert.Equal(["leases"], await WrittenAsync(second));
        Assert.InRange(second.MostMemory, 1, MostMemory);
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _plane.DisposeAsync();

    private static OperatorProcess Start(Bed bed, string identity) => new(
        bed, identity, bed.Plane.Kubeconfig, "15s", AsInTheImage, "--announce", "observe", "--listen", "127.0.0.1:0", "--log-level", "debug");

    private static void AsInTheImage(ProcessStartInfo start) => (start.Environment["DOTNET_GCHeapHardLimit"], start.Environment["DOTNET_gcConcurrent"]) = (MostHeap, "1");

    // By its own count, also what the server refused or took without a change.
    private static async Task<IEnumerable<string>> WrittenAsync(OperatorProcess process) =>
        (await Web.MetricsAsync(await process.AddressAsync())).Keys
            .Select(key => WriteRequest().Match(key)).Where(match => match.Success).Select(match => match.Groups["resource"].Value).Distinct().Order(StringComparer.Ordinal);

    private static async Task<SortedDictionary<string, string?>> VersionsAsync(Bed bed)
    {
        var versions = new SortedDictionary<string, string?>(StringComparer.Ordinal);
        foreach (var kind in KnownTypes.Written.Where(type => type.Namespaced).Append(KnownTypes.Tickets).Append(KnownTypes.Notices).Select(type => type.Kind))
        {
            foreach (var found in await bed.ListAsync(kind))
            {
                versions[$"{kind}/{found["metadata"]!["name"]}"] = (string?)found["metadata"]!["resourceVersion"];
            }
        }

        return versions;
    }

    [GeneratedRegex("""^reconciler_api_requests_total\{verb="(?!get"|list"|watch")\w+",resource="(?<resource>[^"]*)",""", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex WriteRequest();
}
