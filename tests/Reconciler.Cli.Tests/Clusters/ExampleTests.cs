using System.Text;
using Reconciler.Manifests;
using Reconciler.TestKit.Clusters;

namespace Reconciler.Cli.Tests.Clusters;

/// <summary>What the reader takes, a server takes too.</summary>
public sealed class ExampleTests(ControlPlane plane)
{
    private static readonly string Examples = Repository.PathOf("examples");

    [Theory]
    [InlineData("calendars")]
    [InlineData("compliant")]
    [InlineData("fleet")]
    [InlineData("sources")]
    [InlineData("violations")]
    public async Task EveryExample_IsTaken(string folder)
    {
        await plane.PrepareAsync("examples");
        var files = Files(folder).ToArray();

        Assert.NotEmpty(files);
        Assert.Empty(files.SelectMany(file => ManifestReader.Read(file, "examples").Problems));
        await plane.KubectlAsync(
            string.Join("\n---\n", files.Select(file => Encoding.UTF8.GetString(file.Content.Span).Replace("namespace: fleet", "namespace: examples", StringComparison.Ordinal))),
            ["--warnings-as-errors", "apply", "--dry-run=server", "--validate=strict", "-n", "examples", "-f", "-"]);
    }

    private static IEnumerable<ManifestFile> Files(string folder) => Repository.ManifestsIn(Path.Combine(Examples, folder))
        .Select(path => new ManifestFile(path, File.ReadAllBytes(path)));
}
