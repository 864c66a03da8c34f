using System.Collections.Immutable;
using Reconciler.Api;
using Reconciler.Manifests;
using Reconciler.Rendering;

namespace Reconciler.Engine.Worlds;

/// <summary>Makes a fleet of files, with the policy and the templates that people gave to stand in for the fleet's own.</summary>
/// <param name="location">Names the policy and the templates.</param>
/// <param name="cache">Reads.</param>
internal sealed class StandIns(FleetLocation location, ManifestCache cache)
{
    /// <summary>The fleet.</summary>
    /// <param name="files">Its files.</param>
    /// <param name="stop">Gives up.</param>
    /// <returns>The fleet.</returns>
    /// <exception cref="EngineException">The policy or a template can not be read.</exception>
    public Fleet Assemble(ImmutableArray<FileContents> files, CancellationToken stop)
    {
        var fleet = FleetAssembler.Assemble(location.PolicyFile is { } policy ? WithPolicy(files, policy, stop) : files);
        if (location.PolicyFile is { } named && fleet is { Snapshot.PolicyObject: null, Problems.IsEmpty: true })
        {
            throw new EngineException($"{named}: holds no OperationalPolicy");
        }

        return WithTemplates(fleet, location.TemplateFolder is { } folder ? TemplateFolder.Read(folder, location.WorkingFolder) : Map.Empty<string>());
    }

    private IEnumerable<FileContents> WithPolicy(ImmutableArray<FileContents> files, string policy, CancellationToken stop)
    {
        var instead = cache.Read(
            FileWalk.Find([policy], location.WorkingFolder), file => new(file.Shown, file.Read(ManifestFile.MostBytes, Stream.Null)), stop);
        return files.Where(file => instead.All(other => other.Path != file.Path)).Select(file => file.WithoutPolicies()).Concat(instead);
    }

    // Templates cost time to look at: only those that people wrote are checked.
    private static Fleet WithTemplates(Fleet fleet, ImmutableSortedDictionary<string, string> instead)
    {
        var all = fleet.Templates.SetItems(instead);
        return all.IsEmpty ? fleet : fleet with
        {
            Templates = all,
            Problems = [.. fleet.Problems, .. TemplateSet.Shipped.With(all).Check()],
        };
    }
}
