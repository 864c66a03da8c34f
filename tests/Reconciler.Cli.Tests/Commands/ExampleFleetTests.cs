using System.Text.RegularExpressions;
using Reconciler.Cli.Tests.Running;

namespace Reconciler.Cli.Tests.Commands;

/// <summary>The store of the example fleet, as people find it after the first command of the README.</summary>
public sealed partial class ExampleFleetTests : IDisposable
{
    private readonly Workplace _place = new Workplace().WithCopyOf("examples/fleet");

    [Fact]
    public async Task Run_KeepsPlainFiles_ThatPeopleCanReadAndCompare()
    {
        await _place.RunAsync($"run examples/fleet {Workplace.AsOf} --state store");

        Golden.Match("../Golden/example/files.golden.txt", string.Join('\n', Files()) + "\n");
        foreach (var path in new[] { "ledger/tyrell-web-fix.yaml", "tickets/amer-to-15su2-globex-amer.md", "status/UpgradePlan/fleet/amer-to-15su2.yaml" })
        {
            Golden.Match($"../Golden/example/{Path.GetFileNameWithoutExtension(path)}.golden{Path.GetExtension(path)}", Digest().Replace(Read(path), "sha256:(of the policy)"));
        }

        Golden.Match("../Golden/example/emergency.zh-CN.golden.ics", Read(Files().Single(path => path.EndsWith(".ics", StringComparison.Ordinal) && Read(path).Contains("紧急变更", StringComparison.Ordinal))));
    }

    /// <inheritdoc/>
    public void Dispose() => _place.Dispose();

    private string Read(string path) => File.ReadAllText(_place.PathOf($"store/{path}"));

    private IEnumerable<string> Files() => Directory
        .EnumerateFiles(_place.PathOf("store"), "*", SearchOption.AllDirectories)
        .Select(path => Path.GetRelativePath(_place.PathOf("store"), path).Replace('\\', '/'))
        .Order(StringComparer.Ordinal);

    [GeneratedRegex("sha256:[0-9a-f]{64}", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Digest();
}
