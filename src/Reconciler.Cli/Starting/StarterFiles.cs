using System.Collections.Immutable;
using System.Text;
using Reconciler.Manifests.Schemas;

namespace Reconciler.Cli.Starting;

/// <summary>The files of a new fleet repository: those in the folder <c>Files</c>, which travel inside (<c>dot-</c> stands for a leading dot), and the schema.</summary>
internal static class StarterFiles
{
    private const string Prefix = "starter/";

    /// <summary>The files by path.</summary>
    public static ImmutableSortedDictionary<string, string> All { get; } = typeof(StarterFiles).Assembly.GetManifestResourceNames()
        .Where(name => name.StartsWith(Prefix, StringComparison.Ordinal))
        .Select(name => KeyValuePair.Create(name[Prefix.Length..].Replace('\\', '/').Replace("dot-", ".", StringComparison.Ordinal), Text(name)))
        .Append(KeyValuePair.Create(".schemas/fleet.json", JsonSchemas.OfFleet()))
        .ToImmutableSortedDictionary(StringComparer.Ordinal);

    private static string Text(string resource)
    {
        using var reader = new StreamReader(typeof(StarterFiles).Assembly.GetManifestResourceStream(resource)!, Encoding.UTF8);
        return reader.ReadToEnd();
    }
}
