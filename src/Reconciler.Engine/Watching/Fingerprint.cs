using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Reconciler.Engine.Worlds;

namespace Reconciler.Engine.Watching;

/// <summary>Tells whether files changed without reading them.</summary>
internal static class Fingerprint
{
    /// <summary>A digest of names, sizes and times.</summary>
    /// <param name="location">The files.</param>
    /// <returns>Equal while nothing changes; also of a fleet that can not be read.</returns>
    public static string Of(FleetLocation location)
    {
        var text = new StringBuilder();
        try
        {
            foreach (var file in FileWalk.Find([.. location.Paths, .. location.PolicyFile is { } policy ? [policy] : Array.Empty<string>()], location.WorkingFolder))
            {
                Append(text, file.FullPath);
            }

            if (location.TemplateFolder is { } templates)
            {
                foreach (var path in Directory.GetFiles(Path.GetFullPath(templates, location.WorkingFolder)).Order(StringComparer.Ordinal))
                {
                    Append(text, path);
                }
            }
        }
        catch (Exception problem) when (problem is EngineException or IOException or UnauthorizedAccessException)
        {
            text.AppendLine(problem.Message);
        }

        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())));
    }

    private static void Append(StringBuilder text, string path)
    {
        if (path.Length > 0 && new FileInfo(path) is { Exists: true } file)
        {
            text.AppendLine(CultureInfo.InvariantCulture, $"{path} {file.Length} {file.LastWriteTimeUtc.Ticks}");
        }
    }
}
