using Reconciler.Core.Inventory;

namespace Reconciler.Manifests.Yaml;

/// <summary>
/// The places of everything in one file. Few objects of a fleet are ever asked for theirs, so no nodes are kept: the file is parsed
/// once more when somebody first asks.
/// </summary>
/// <param name="content">The bytes of the file.</param>
internal sealed class FilePlaces(ReadOnlyMemory<byte> content)
{
    private readonly Lazy<List<YamlNode>> _documents = new(() => Documents.Read(FileText.Decode(content.Span), _ => { }));

    /// <summary>The places of one object.</summary>
    /// <param name="document">Index of its document among those that can be read.</param>
    /// <param name="path">Path of the object in the document; empty where the document is the object.</param>
    public ISourceMap Of(int document, string path) => new ObjectPlaces(this, document, path);

    private sealed class ObjectPlaces(FilePlaces file, int document, string root) : ISourceMap
    {
        public TextSpan Find(string path) => new NodeMap(file._documents.Value[document]).Find(root.Length == 0 ? path : $"{root}.{path}");
    }
}
