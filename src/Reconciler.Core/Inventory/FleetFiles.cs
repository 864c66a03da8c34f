namespace Reconciler.Core.Inventory;

/// <summary>Which files of a folder belong to a fleet, on a disk and in a commit alike.</summary>
public static class FleetFiles
{
    /// <summary>Endings of files that are read, in any case.</summary>
    public static IReadOnlyList<string> Endings { get; } = [".yaml", ".yml", ".json"];

    /// <summary>Whether a file or folder is passed over: one whose name starts with a dot.</summary>
    /// <param name="name">Name without its folder.</param>
    /// <returns>True for <c>.git</c>, <c>.reconciler</c> and their like.</returns>
    public static bool IsHidden(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        return name.StartsWith('.');
    }

    /// <summary>Whether a file may hold manifests.</summary>
    /// <param name="name">Name of a file.</param>
    /// <returns>True where it ends in one of <see cref="Endings"/>.</returns>
    public static bool IsManifest(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        return Endings.Any(ending => name.EndsWith(ending, StringComparison.OrdinalIgnoreCase));
    }
}
