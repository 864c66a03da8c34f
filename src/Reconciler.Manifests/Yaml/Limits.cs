namespace Reconciler.Manifests.Yaml;

/// <summary>Bounds of what is read, far above anything that people write, so that a hostile file costs little.</summary>
internal static class Limits
{
    /// <summary>Bytes of one file.</summary>
    public const int FileBytes = 16 * 1024 * 1024;

    /// <summary>Documents of one file.</summary>
    public const int Documents = 100_000;

    /// <summary>Characters of one scalar.</summary>
    public const int ScalarCharacters = 1024 * 1024;

    /// <summary>Lists and mappings inside each other.</summary>
    public const int Depth = 64;

    /// <summary>Nodes of one document, every alias written out.</summary>
    public const int Nodes = 1_000_000;

    /// <summary>Problems that are listed of one file.</summary>
    public const int Problems = 1000;
}
