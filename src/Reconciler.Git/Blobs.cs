using LibGit2Sharp;

namespace Reconciler.Git;

/// <summary>Reads blobs, each once: two commits have most of them in common.</summary>
internal sealed class Blobs(ObjectDatabase database)
{
    private readonly Dictionary<(ObjectId Id, int Most), ReadOnlyMemory<byte>> _known = [];

    /// <summary>The bytes of a blob.</summary>
    /// <param name="blob">The blob.</param>
    /// <param name="most">The most that are wanted; of a longer one there is one more, all zeros.</param>
    public ReadOnlyMemory<byte> Read(Blob blob, int most)
    {
        if (!_known.TryGetValue((blob.Id, most), out var bytes))
        {
            _known[(blob.Id, most)] = bytes = Load(database, blob, most);
        }

        return bytes;
    }

    /// <summary>The bytes of a blob that nobody asks for again.</summary>
    /// <param name="database">Where it is.</param>
    /// <param name="blob">The blob.</param>
    /// <param name="most">The most that are wanted; of a longer one there is one more, all zeros.</param>
    public static ReadOnlyMemory<byte> Load(ObjectDatabase database, Blob blob, int most)
    {
        // What is longer is refused unread, and a blob's own size would be known only after all of it was in memory.
        if (database.RetrieveObjectMetadata(blob.Id).Size > most)
        {
            return new byte[most + 1];
        }

        var bytes = new byte[blob.Size];
        using var stream = blob.GetContentStream();
        return bytes.AsMemory(0, stream.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false));
    }
}
