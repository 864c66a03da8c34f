using System.Text;
using Reconciler.Api;
using Reconciler.Cli.Tests.Running;
using Reconciler.Core.Inventory;
using Reconciler.Manifests;
using Reconciler.TestKit.Clusters;

namespace Reconciler.Cli.Tests.Clusters;

/// <summary>The example fleet in a cluster, with everything that a run made of it: what people see of it, and that nothing is lost.</summary>
public sealed class FleetTests(ControlPlane plane) : IDisposable
{
    private static bool _isApplied;
    private readonly Workplace _place = new Workplace().WithCopyOf("examples/fleet");

    [Theory]
    [InlineData("mw")]
    [InlineData("mw -o wide")]
    [InlineData("di")]
    [InlineData("cop")]
    [InlineData("up")]
    [InlineData("cr")]
    [InlineData("case")]
    [InlineData("hol")]
    [InlineData("opol")]
    [InlineData("ntc")]
    [InlineData("chg")]
    public async Task Get_SaysWhenWhyNotAndWhatIsNext(string arguments)
    {
        await ApplyAsync();

        Golden.Match($"../Golden/get/{arguments.Replace(" -o ", "-", StringComparison.Ordinal)}.golden.txt", WithoutAge(await plane.KubectlAsync(["get", "-n", "fleet", .. arguments.Split(' ')])));
    }

    [Theory]
    [InlineData("mw", "spec.instance=globex-amer,status.state=Announced", "maintenancewindow.ops.reconciler.dev/amer-to-15su2-globex-amer")]
    [InlineData("di", "spec.region=APJC,spec.customer=Hooli", "dedicatedinstance.ops.reconciler.dev/hooli-apjc")]
    [InlineData("chg", "spec.category=upload", "changeticket.ops.reconciler.dev/locale-set-de-umbrella-emea")]
    public async Task Get_FindsByFields(string kind, string fields, string names)
    {
        await ApplyAsync();

        Assert.Equal(names + "\n", await plane.KubectlAsync("get", kind, "-n", "fleet", "--field-selector", fields, "-o", "name"));
    }

    [Fact]
    public async Task Wait_EndsAtACondition()
    {
        await ApplyAsync();

        Assert.Contains("condition met", await plane.KubectlAsync("wait", "mw/amer-to-15su2-globex-amer", "-n", "fleet", "--for=condition=Announced", "--timeout=180s"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Get_GivesEverythingBackAsItWas()
    {
        await ApplyAsync();

        var kept = ReadBack(await plane.KubectlAsync("get", "opol,hol,di,mw,cop,up,cr,case,ntc,chg", "-n", "fleet", "-o", "json"));

        var given = Files("examples/fleet").Concat(Files("store/ledger")).Concat(Files("store/objects/Notice")).Select(file => ManifestReader.Read(file, "fleet")).ToArray();
        Assert.Equal(given.SelectMany(file => file.Objects).Select(Text).Order(StringComparer.Ordinal), kept.Objects.Select(Text).Order(StringComparer.Ordinal));
        Assert.Equal(FleetAssembler.Assemble(given).Snapshot.PolicyDigest, FleetAssembler.Assemble([kept]).Snapshot.PolicyDigest);
        Assert.Equal(
            Files("store/status").Where(file => !file.Path.Contains("OperationalPolicy", StringComparison.Ordinal)).Select(file => Encoding.UTF8.GetString(file.Content.Span)).Order(StringComparer.Ordinal),
            kept.Objects.Select(StatusOf).OfType<string>().Order(StringComparer.Ordinal));
    }

    /// <inheritdoc/>
    public void Dispose() => _place.Dispose();

    // As the operator does it: objects by whom they are from, statuses through their subresource.
    private async Task ApplyAsync()
    {
        await plane.PrepareAsync("fleet");
        await _place.RunAsync($"run examples/fleet -n fleet {Workplace.AsOf} --state store");
        if (_isApplied)
        {
            return;
        }

        await plane.KubectlAsync(["apply", "--server-side", "-n", "fleet", "-R", .. From("examples/fleet", "store/objects", "store/ledger")]);
        await plane.KubectlAsync(["apply", "--server-side", "--subresource=status", "--field-manager=reconciler", "-n", "fleet", "-R", .. From("store/status", "store/objects", "store/ledger")]);
        _isApplied = true;
    }

    private IEnumerable<string> From(params string[] folders) => folders.SelectMany(folder => new[] { "-f", _place.PathOf(folder) });

    private IEnumerable<ManifestFile> Files(string folder) => Directory
        .EnumerateFiles(_place.PathOf(folder), "*.yaml", SearchOption.AllDirectories)
        .Select(path => new ManifestFile(path, File.ReadAllBytes(path)));

    private static FileContents ReadBack(string json)
    {
        var read = ManifestReader.Read(new("cluster.json", Encoding.UTF8.GetBytes(json)), "fleet");
        Assert.Empty(read.Problems);
        return read;
    }

    // Without what the server adds to every object; the status of what people wrote is looked at by itself.
    private static string Text(Declared<Resource> declared)
    {
        var metadata = declared.Value.Metadata;
        return ManifestWriter.Write(WithoutStatus(declared.Value) with { Metadata = new() { Name = metadata.Name, Namespace = metadata.Namespace, Labels = metadata.Labels, Annotations = metadata.Annotations } });
    }

    private static Resource WithoutStatus(Resource resource) => resource switch
    {
        ChangeRequest request => request with { Status = null },
        CopRequest cop => cop with { Status = null },
        DedicatedInstance instance => instance with { Status = null },
        HolidayCalendar calendar => calendar with { Status = null },
        MaintenanceWindow window => window with { Status = null },
        SupportCase supportCase => supportCase with { Status = null },
        UpgradePlan plan => plan with { Status = null },
        _ => resource,
    };

    private static string? StatusOf(Declared<Resource> declared) =>
        declared.Value is Notice or ChangeTicket ? null
        : ManifestWriter.WriteStatus(new(declared.Value.GetType().Name, declared.Key.Namespace, declared.Key.Name), declared.Value.GetType().GetProperty("Status")!.GetValue(declared.Value)!);

    // The last wide column.
    private static string WithoutAge(string table) => string.Join('\n', table.Split('\n').Select(line => line.LastIndexOf("  ", StringComparison.Ordinal) is > 0 and var end && table.Contains(" AGE", StringComparison.Ordinal) ? line[..end].TrimEnd() : line.TrimEnd()));
}
