using Reconciler.Manifests.Binding;

namespace Reconciler.Manifests.Checks;

/// <summary>Names inside one object.</summary>
internal static class Names
{
    private const int MostChoices = 200;
    private const int MostShown = 12;

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
                report(ReadProblems.DuplicateName, $"{path}[{index}]{field}", $"'{path}' has '{Found.Shorten(name)}' twice: first in element {seen[name]}", "names in this list have to differ");
            }
        }
    }

    /// <summary>Reports a name that is none of those declared in the same object.</summary>
    /// <param name="name">The name.</param>
    /// <param name="declared">Those declared; a set where there may be many.</param>
    /// <param name="path">Path of the name.</param>
    /// <param name="where">Where they are declared: <c>spec.dataCenters</c>.</param>
    /// <param name="report">Takes the problems.</param>
    /// <returns>False once nothing more is listed.</returns>
    public static bool RequireKnown(string name, IReadOnlyCollection<string> declared, string path, string where, Report report) =>
        declared.Contains(name)
        || report(ReadProblems.UnknownName, path, $"'{path}' is '{Found.Shorten(name)}', which '{where}' does not have", Spelling.Nearest(name, declared.Take(MostChoices)) is { } near
            ? $"did you mean '{near}'?"
            : $"add it there, or name one of: {Choices(declared)}");

    private static string Choices(IReadOnlyCollection<string> declared) =>
        string.Join(", ", declared.Take(MostShown).Select(name => Found.Shorten(name))) + (declared.Count > MostShown ? ", …" : "");
}
