using System.Diagnostics;
using Reconciler.TestKit.Clusters;

namespace Reconciler.Chart.Tests.Given;

/// <summary>Helm, with the chart of this checkout.</summary>
internal static class Helm
{
    private static readonly string Home = Path.Combine(AppContext.BaseDirectory, "helm");

    /// <summary>The chart.</summary>
    public static string Chart => Repository.PathOf("charts", "reconciler");

    /// <summary>The files of values beside it, by name; empty for the defaults.</summary>
    public static TheoryData<string> ValuesFiles =>
        ["", .. Directory.EnumerateFiles(Path.Combine(Chart, "ci"), "*-values.yaml").Select(file => Path.GetFileName(file)!).Order(StringComparer.Ordinal)];

    /// <summary>The arguments that name a file of values.</summary>
    /// <param name="file">Its name; empty for the defaults.</param>
    public static string[] Values(string file) => file.Length == 0 ? [] : ["--values", Path.Combine(Chart, "ci", file)];

    /// <summary>How to start it; nothing of the machine's own Helm is read.</summary>
    /// <param name="arguments">Its arguments.</param>
    public static ProcessStartInfo Start(params IEnumerable<string> arguments) => new(Assets.PathOf("helm"), arguments)
    {
        Environment = { ["HELM_CACHE_HOME"] = Home, ["HELM_CONFIG_HOME"] = Home, ["HELM_DATA_HOME"] = Home, ["KUBECONFIG"] = "" },
    };

    /// <summary>Runs it.</summary>
    /// <param name="arguments">Its arguments.</param>
    public static Task<Outcome> RunAsync(params IEnumerable<string> arguments) => Command.RunAsync(Start(arguments));

    /// <summary>Renders the chart as release <c>rc</c>.</summary>
    /// <param name="space">Its namespace.</param>
    /// <param name="arguments">More arguments.</param>
    public static async Task<string> TemplateAsync(string space, params IEnumerable<string> arguments)
    {
        var rendered = await RunAsync(["template", "rc", Chart, "--kube-version", "1.37.0", "--namespace", space, .. arguments]);
        Assert.True(rendered.Code == 0, rendered.Error);
        return rendered.Output;
    }
}
