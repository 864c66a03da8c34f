using System.Text;

namespace Reconciler.Manifests.Tests;

/// <summary>Texts to files and fleets, as the engine reads them.</summary>
internal static class Read
{
    /// <summary>One file, from its text.</summary>
    public static FileContents Text(string text, string path = "fleet.yaml") => Bytes(Encoding.UTF8.GetBytes(text), path);

    /// <summary>One file, from its bytes.</summary>
    public static FileContents Bytes(ReadOnlyMemory<byte> bytes, string path = "fleet.yaml") => ManifestReader.Read(new(path, bytes), "default");

    /// <summary>A fleet of one file.</summary>
    public static Fleet Fleet(string text) => FleetAssembler.Assemble([Text(text)]);

    /// <summary>A fleet of several files.</summary>
    public static Fleet Fleet(params (string Path, string Text)[] files) => FleetAssembler.Assemble(files.Select(file => Text(file.Text, file.Path)));

    /// <summary>Every file of this repository's examples.</summary>
    public static IReadOnlyList<string> Examples { get; } =
        [.. Directory.EnumerateFiles(Repository.PathOf("examples"), "*.yaml", SearchOption.AllDirectories).Order(StringComparer.Ordinal).Select(File.ReadAllText)];
}
