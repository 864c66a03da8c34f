namespace Reconciler.Engine.Worlds;

/// <summary>A file that is to be read.</summary>
/// <param name="Shown">Its path as people know it: below the working folder relative to it, with forward slashes.</param>
/// <param name="FullPath">Its path for the system; empty for standard input.</param>
/// <param name="Named">Whether people named it, rather than a folder that it is in.</param>
internal sealed record FoundFile(string Shown, string FullPath, bool Named)
{
    /// <summary>What stands for standard input.</summary>
    public const string StandardInput = "-";

    /// <summary>Reads at most so many bytes.</summary>
    /// <param name="most">The bound; one byte more is read, so that who parses can tell.</param>
    /// <param name="input">Standard input.</param>
    /// <returns>The bytes.</returns>
    /// <exception cref="EngineException">It can not be read.</exception>
    public ReadOnlyMemory<byte> Read(int most, Stream input)
    {
        try
        {
            if (FullPath.Length == 0)
            {
                return Read(input, most, sizeHint: 0);
            }

            // A pipe or a device in a folder looks like an empty file; opening one could wait for ever.
            var length = new FileInfo(FullPath).Length;
            if (length == 0 && !Named)
            {
                return default;
            }

            using var file = new FileStream(FullPath, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0);
            return Read(file, most, length);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            throw Unreadable.Because(Shown, problem);
        }
    }

    private static ReadOnlyMemory<byte> Read(Stream stream, int most, long sizeHint)
    {
        var bytes = new byte[Math.Clamp(sizeHint + 1, 4096, most + 1L)];
        var count = 0;
        while (true)
        {
            count += stream.ReadAtLeast(bytes.AsSpan(count), bytes.Length - count, throwOnEndOfStream: false);
            if (count < bytes.Length || count > most)
            {
                return bytes.AsMemory(0, count);
            }

            Array.Resize(ref bytes, (int)Math.Min(bytes.Length * 2L, most + 1L));
        }
    }
}

/// <summary>Says in one line why something could not be read.</summary>
internal static class Unreadable
{
    /// <summary>The failure for people.</summary>
    /// <param name="shown">What could not be read.</param>
    /// <param name="problem">What the system said.</param>
    /// <returns>The failure.</returns>
    public static EngineException Because(string shown, Exception problem) => new($"{shown}: {Reason(problem)}", problem);

    private static string Reason(Exception problem) => problem switch
    {
        FileNotFoundException or DirectoryNotFoundException => "no such file or folder",
        UnauthorizedAccessException => "can not be read: permission denied",
        _ => $"can not be read: {FirstLine(problem.Message)}",
    };

    private static string FirstLine(string text) => text.Split('\n', 2)[0].TrimEnd('\r', '.');
}
