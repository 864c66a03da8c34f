namespace Reconciler.Engine.Worlds;

/// <summary>Where a path really leads, every link on the way resolved.</summary>
internal static class RealPath
{
    private const int MostLinks = 40;

    /// <summary>Resolves a path.</summary>
    /// <param name="path">Full path; what it names may be missing.</param>
    /// <returns>The path without links.</returns>
    /// <exception cref="IOException">The links lead in a circle.</exception>
    public static string Of(string path)
    {
        var links = 0;
        var root = Path.GetPathRoot(path)!;
        var real = root;
        var rest = new Stack<string>(PartsOf(path, root));
        while (rest.TryPop(out var part))
        {
            var next = Path.Combine(real, part);
            if (new FileInfo(next).LinkTarget is not { } target)
            {
                real = next;
                continue;
            }

            if (++links > MostLinks)
            {
                throw new IOException("its links lead in a circle");
            }

            var full = Path.GetFullPath(target, real);
            foreach (var step in PartsOf(full, root))
            {
                rest.Push(step);
            }

            real = root;
        }

        return real;
    }

    private static IEnumerable<string> PartsOf(string path, string root) =>
        path[Math.Min(root.Length, path.Length)..]
            .Split([Path.DirectorySeparatorChar, Path.AltDirectorySeparatorChar], StringSplitOptions.RemoveEmptyEntries)
            .Reverse();
}
