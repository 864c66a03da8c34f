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
}
