namespace Reconciler.Engine.Worlds;

/// <summary>Paths as people know them.</summary>
public static class ShownPath
{
    /// <summary>A path for texts: relative where it lies in the working folder, else as it was typed; with forward slashes.</summary>
    /// <param name="typed">As people typed it.</param>
    /// <param name="workingFolder">Full path that relative paths start from.</param>
    /// <returns>The path; empty for the working folder itself.</returns>
    public static string Of(string typed, string workingFolder)
    {
        ArgumentNullException.ThrowIfNull(typed);
        var relative = Path.GetRelativePath(workingFolder, Path.GetFullPath(typed, workingFolder)).Replace('\\', '/').TrimEnd('/');
        return relative == "." ? ""
            : relative == ".." || relative.StartsWith("../", StringComparison.Ordinal) || Path.IsPathRooted(relative) ? typed.Replace('\\', '/').TrimEnd('/')
            : relative;
    }

    /// <summary>A path below another.</summary>
    /// <param name="folder">A shown folder; empty for the working folder.</param>
    /// <param name="name">What is in it.</param>
    /// <returns>The path.</returns>
    public static string Join(string folder, string name) => folder.Length == 0 ? name : $"{folder}/{name}";
}
