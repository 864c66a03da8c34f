namespace Reconciler.Cli.Validating;

/// <summary>Paths as services that show findings know them: from the root of the checkout.</summary>
internal sealed class CheckoutPaths
{
    private readonly string _workingFolder;
    private readonly string _root;

    private CheckoutPaths(string workingFolder, string root) => (_workingFolder, _root) = (workingFolder, root);

    /// <summary>Looks for the checkout around a folder.</summary>
    /// <param name="workingFolder">Full path.</param>
    /// <returns>Paths from its root; outside a checkout, from the folder itself.</returns>
    public static CheckoutPaths Of(string workingFolder)
    {
        for (var folder = new DirectoryInfo(workingFolder); folder is not null; folder = folder.Parent)
        {
            if (Path.Exists(Path.Combine(folder.FullName, ".git")))
            {
                return new(workingFolder, folder.FullName);
            }
        }

        return new(workingFolder, workingFolder);
    }

    /// <summary>The path of a file.</summary>
    /// <param name="file">As in a finding.</param>
    /// <param name="escaped">Whether it is for a URI; default not.</param>
    /// <returns>With forward slashes; null for what is no file of the checkout.</returns>
    public string? Of(string file, bool escaped = false)
    {
        if (file.Length == 0 || file == "-")
        {
            return null;
        }

        var path = Path.GetRelativePath(_root, Path.GetFullPath(file, _workingFolder)).Replace('\\', '/');
        return path.StartsWith("../", StringComparison.Ordinal) || Path.IsPathRooted(path) ? null
            : escaped ? string.Join('/', path.Split('/').Select(Uri.EscapeDataString))
            : path;
    }
}
