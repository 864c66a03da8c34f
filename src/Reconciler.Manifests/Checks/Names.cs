namespace Reconciler.Manifests.Checks;

/// <summary>Names inside one object.</summary>
internal static class Names
{
    /// <summary>Reports each name that came before in the same list.</summary>
    /// <param name="names">The names, in the order of the list.</param>
    /// <param name="path">Path of the list.</param>
    /// <param name="field">Field of an element that holds the name, with its dot; empty where the element is the name.</param>
    /// <param name="report">Takes the problems.</param>
    public static void RequireUnique(IEnumerable<string> names, string path, string field, Report report)
    {
        var seen = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var (index, name) in names.Index())
        {
            if (!seen.TryAdd(name, index))
            {
                report(ReadProblems.DuplicateName, $"{path}[{index}]{field}", $"'{path}' has '{name}' twice: first in element {seen[name]}", "names in this list have to differ");
            }
        }
    }

    /// <summary>Reports a name that is none of those declared in the same object.</summary>
    /// <param name="name">The name.</param>
    /// <param name="declared">Those declared.</param>
    /// <param name="path">Path of the name.</param>
    /// <param name="where">Where they are declared: <c>spec.dataCenters</c>.</param>
    /// <param name="report">Takes the problems.</param>
    public static void RequireKnown(string name, IReadOnlyCollection<string> declared, string path, string where, Report report)
    {
        if (!declared.Contains(name))
        {
            report(ReadProblems.UnknownName, path, $"'{path}' is '{name}', which '{where}' does not have", Spelling.Nearest(name, declared) is { } near
                ? $"did you mean '{near}'?"
                : $"add it there, or name one of: {string.Join(", ", declared)}");
        }
    }
}
