using LibGit2Sharp;

namespace Reconciler.Git;

/// <summary>Reads blobs, each once: two commits have most of them in common.</summary>
internal sealed class Blobs
{
    private readonly Dictionary<(ObjectId Id, int Most), ReadOnlyMemory<byte>> _known = [];

    /// <summary>The bytes of a blob.</summary>
    /// <param name="blob">The blob.</param>
    /// <param name="most">The most that are wanted; one more is read.</param>
    public ReadOnlyMemory<byte> Read(Blob blob, int most)
    {
        if (!_known.TryGetValue((blob.Id, most), out var bytes))
        {
            _known[(blob.Id, most)] = bytes = Load(blob, most);
        }

        return bytes;
    }

    private static ReadOnlyMemory<byte> Load(Blob blob, int most)
    {
        var bytes = new byte[Math.Min(blob.Size, most + 1L)];
        using var stream = blob.GetContentStream();
        return bytes.AsMemory(0, stream.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false));
    }
}
