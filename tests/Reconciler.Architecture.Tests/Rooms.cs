using System.Collections.Frozen;

namespace Reconciler.Architecture.Tests;

/// <summary>
/// The rooms of the house and the arrows between them, as the design draws them. A room is checked as soon as it exists; a
/// room that is not in the table may not exist.
/// </summary>
internal static class Rooms
{
    private static readonly string[] UpToCore = ["Api", "Core"];
    private static readonly string[] UpToEngine = [.. UpToCore, "Manifests", "Rendering", "Git", "Engine"];

    /// <summary>Each room, and every room it may know.</summary>
    public static readonly FrozenDictionary<string, string[]> MayKnow = new Dictionary<string, string[]>
    {
        ["Api"] = [],
        ["Core"] = ["Api"],
        ["Manifests"] = UpToCore,
        ["Rendering"] = UpToCore,
        ["Git"] = UpToCore,
        ["Engine"] = [.. UpToCore, "Manifests", "Rendering", "Git"],
        ["Kubernetes"] = ["Api"],
        ["Delivery"] = UpToEngine,
        ["Operator"] = [.. UpToEngine, "Kubernetes"],
        ["Cli"] = [.. UpToEngine, "Delivery", "Operator"],
    }.ToFrozenDictionary();

    /// <summary>The packages of the rooms that must stay poor. A room that is not named here may use what it needs.</summary>
    public static readonly FrozenDictionary<string, string[]> Packages = new Dictionary<string, string[]>
    {
        ["Api"] = [],
        ["Core"] = ["NodaTime", "Cronos"],
        ["Kubernetes"] = ["KubernetesClient.Aot", "Microsoft.Extensions.Logging.Abstractions"],
    }.ToFrozenDictionary();

    /// <summary>The rooms there are, one for each folder of <c>src</c> with a project in it.</summary>
    public static IEnumerable<string> Existing =>
        Directory.EnumerateFiles(Repository.PathOf("src"), "*.csproj", SearchOption.AllDirectories)
            .Select(path => RoomOf(Path.GetFileNameWithoutExtension(path)))
            .Order(StringComparer.Ordinal);

    /// <summary>The rooms there are, as rows of a theory.</summary>
    public static TheoryData<string> Rows => [.. Existing];

    /// <summary><c>Core</c> for <c>Reconciler.Core</c>, whether project or assembly.</summary>
    public static string RoomOf(string projectName) =>
        projectName.StartsWith("Reconciler.", StringComparison.Ordinal) ? projectName["Reconciler.".Length..] : projectName;
}
