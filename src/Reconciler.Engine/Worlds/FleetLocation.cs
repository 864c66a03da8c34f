using System.Collections.Immutable;

namespace Reconciler.Engine.Worlds;

/// <summary>Which files make a fleet.</summary>
public sealed record FleetLocation
{
    /// <summary>Files, folders, or <c>-</c> for standard input, as people typed them.</summary>
    public required ImmutableArray<string> Paths { get; init; }

    /// <summary>Full path that relative paths start from.</summary>
    public required string WorkingFolder { get; init; }

    /// <summary>Namespace of objects whose file names none.</summary>
    public required string DefaultNamespace { get; init; }

    /// <summary>File with a policy that stands in for the fleet's own; null: none.</summary>
    public string? PolicyFile { get; init; }

    /// <summary>Folder of templates that stand in for those of the same name; null: none.</summary>
    public string? TemplateFolder { get; init; }

    /// <summary>Full paths of the folders that hold its files; a store beside the fleet is in the first.</summary>
    public ImmutableArray<string> Folders =>
    [
        .. Paths
            .Select(path => path == FoundFile.StandardInput ? WorkingFolder : Path.GetFullPath(path, WorkingFolder))
            .Select(path => Directory.Exists(path) ? path : Path.GetDirectoryName(path) ?? path)
            .Distinct(StringComparer.Ordinal),
        .. TemplateFolder is { } templates ? [Path.GetFullPath(templates, WorkingFolder)] : ImmutableArray<string>.Empty,
        .. PolicyFile is { } policy && Path.GetDirectoryName(Path.GetFullPath(policy, WorkingFolder)) is { } folder ? [folder] : ImmutableArray<string>.Empty,
    ];
}
