using System.Collections.Concurrent;
using System.Collections.Immutable;
using Reconciler.Manifests;

namespace Reconciler.Engine.Worlds;

/// <summary>Reads manifests on two threads; a file that was read before, at the same path with the same bytes, is not parsed again.</summary>
/// <param name="defaultNamespace">Namespace of objects whose file names none.</param>
public sealed class ManifestCache(string defaultNamespace)
{
    private readonly ConcurrentDictionary<string, (ManifestFile File, FileContents Contents)> _known = new(StringComparer.Ordinal);

    /// <summary>Reads files.</summary>
    /// <typeparam name="T">What stands for a file.</typeparam>
    /// <param name="files">The files.</param>
    /// <param name="open">Gives path and bytes of one; called on two threads.</param>
    /// <param name="stop">Gives up.</param>
    /// <returns>What they hold, in their order.</returns>
    public ImmutableArray<FileContents> Read<T>(IReadOnlyList<T> files, Func<T, ManifestFile> open, CancellationToken stop) =>
        TwoThreads.Select(files, file => Read(open(file)), stop);

    private FileContents Read(ManifestFile file)
    {
        if (_known.TryGetValue(file.Path, out var known) && known.File.Content.Span.SequenceEqual(file.Content.Span))
        {
            return known.Contents;
        }

        var contents = ManifestReader.Read(file, defaultNamespace);
        _known[file.Path] = (file, contents);
        return contents;
    }
}
