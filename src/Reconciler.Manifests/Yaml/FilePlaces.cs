using System.Collections.Concurrent;
using Reconciler.Core.Inventory;

namespace Reconciler.Manifests.Yaml;

/// <summary>
/// The places of everything in one file. Few objects of a fleet are ever asked for theirs, so no nodes are kept: the file is parsed
/// once more when somebody asks, and only the places that were found stay, for passes over a fleet ask for the same ones. Thread-safe.
/// </summary>
/// <param name="content">The bytes of the file.</param>
internal sealed class FilePlaces(ReadOnlyMemory<byte> content)
{
    private ConcurrentDictionary<(int Document, string Path), TextSpan>? _found;

    // Who asks for one place of a file soon asks for another.
    private WeakReference<List<YamlNode>>? _documents;

    /// <summary>The places of one object.</summary>
    /// <param name="document">Index of its document among those that can be read.</param>
    /// <param name="path">Path of the object in the document; empty where the document is the object.</param>
    public ISourceMap Of(int document, string path) => new ObjectPlaces(this, document, path);

    private TextSpan Find(int document, string path) => LazyInitializer
        .EnsureInitialized(ref _found, static () => new())
        .GetOrAdd((document, path), static (asked, file) => new NodeMap(file.Parsed()[asked.Document]).Find(asked.Path), this);

    private List<YamlNode> Parsed()
    {
        if (_documents is { } known && known.TryGetTarget(out var documents))
        {
            return documents;
        }

        documents = Documents.Read(FileText.Decode(content.Span), _ => { });
        _documents = new(documents);
        return documents;
    }

    private sealed class ObjectPlaces(FilePlaces file, int document, string root) : ISourceMap
    {
        public TextSpan Find(string path) => file.Find(document, root.Length == 0 ? path : $"{root}.{path}");
    }
}
