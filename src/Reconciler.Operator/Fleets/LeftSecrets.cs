using Microsoft.Extensions.Logging;
using Reconciler.Git.Fetching;
using Reconciler.Operator.Hosting;

namespace Reconciler.Operator.Fleets;

/// <summary>
/// Credentials of SSH lie in files while a fetch runs. What stayed since a process was killed is removed when the next one starts, and when one begins to
/// lead: the next fetch of its source would do so too, but there may be none, as of a source that is suspended.
/// </summary>
internal static class LeftSecrets
{
    /// <summary>Removes them.</summary>
    /// <param name="data">Full path of the folder for repositories; null: there is none.</param>
    /// <param name="log">Hears of what can not be removed.</param>
    public static void Remove(string? data, ILogger log)
    {
        var all = FleetLoop.FolderOf(data);
        foreach (var folder in data is not null && Directory.Exists(all) ? Directory.EnumerateDirectories(all) : [])
        {
            try
            {
                GitMirror.RemoveSecrets(folder);
            }
            catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
            {
                log.SecretsStay(folder, problem.Message);
            }
        }
    }
}
