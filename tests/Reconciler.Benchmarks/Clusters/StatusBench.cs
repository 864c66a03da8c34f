using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;
using Reconciler.TestKit.Clusters;

namespace Reconciler.Benchmarks.Clusters;

/// <summary>The program that creates many objects and measures until each has its status; see <c>README.md</c>.</summary>
/// <param name="program">Its path.</param>
/// <param name="plane">The control plane.</param>
/// <param name="folder">Where templates are put.</param>
internal sealed partial class StatusBench(string program, ControlPlane plane, string folder)
{
    /// <summary>Creates objects and waits for nothing.</summary>
    /// <param name="resource">Plural.</param>
    /// <param name="template">The object.</param>
    /// <param name="count">How many.</param>
    public Task CreateAsync(string resource, string template, int count) => RunAsync(template, "-resource", resource, "-n", Text(count), "-precreate");

    /// <summary>Creates windows and waits until each has <c>Scheduled</c> at its generation.</summary>
    /// <param name="template">The window.</param>
    /// <param name="count">How many.</param>
    /// <returns>From the first create to the last status.</returns>
    public async Task<TimeSpan> CreateAndWaitAsync(string template, int count) => Last(await RunAsync(template, "-n", Text(count)));

    /// <summary>Waits until each object that is there has a condition at its generation.</summary>
    /// <param name="template">The object.</param>
    /// <param name="count">How many.</param>
    /// <param name="resource">Plural.</param>
    /// <param name="condition">The condition.</param>
    /// <returns>From now to the last status.</returns>
    public async Task<TimeSpan> WaitAsync(string template, int count, string resource = "maintenancewindows", string condition = "Scheduled") =>
        Last(await RunAsync(template, "-resource", resource, "-condition", condition, "-n", Text(count), "-wait-only"));

    /// <summary>Patches the statuses of windows that are there in a bare loop: the limit.</summary>
    /// <param name="template">The window.</param>
    /// <param name="count">How many.</param>
    public async Task<TimeSpan> PatchAsync(string template, int count) => Seconds(BareLoop().Match(await RunAsync(template, "-n", Text(count), "-bare")));

    private async Task<string> RunAsync(string template, params string[] arguments)
    {
        var file = Path.Combine(folder, "template.yaml");
        await File.WriteAllTextAsync(file, template);
        using var process = Process.Start(new ProcessStartInfo(program, ["-kubeconfig", plane.Kubeconfig, "-template", file, .. arguments]) { UseShellExecute = false, RedirectStandardOutput = true })!;
        var printed = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return process.ExitCode == 0 ? printed : throw new InvalidOperationException($"{program} {string.Join(' ', arguments)}: {printed}");
    }

    private static TimeSpan Last(string printed) => Seconds(LastStatus().Match(printed));

    private static TimeSpan Seconds(Match found) => TimeSpan.FromSeconds(double.Parse(found.Groups["s"].ValueSpan, CultureInfo.InvariantCulture));

    private static string Text(int count) => count.ToString(CultureInfo.InvariantCulture);

    [GeneratedRegex("last (?<s>[0-9.]+)s", RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex LastStatus();

    [GeneratedRegex("statuses in (?<s>[0-9.]+)s", RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex BareLoop();
}
