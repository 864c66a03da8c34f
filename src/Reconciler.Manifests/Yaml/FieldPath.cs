using System.Globalization;
using System.Text;

namespace Reconciler.Manifests.Yaml;

/// <summary>A way from the root of an object down to a value, kept as a stack so that walking costs nothing until it is written.</summary>
internal sealed class FieldPath
{
    private readonly List<(string? Key, int Index)> _steps = [];

    /// <summary>Goes down to a key of a mapping.</summary>
    public void Push(string key) => _steps.Add((key, 0));

    /// <summary>Goes down to an element of a list.</summary>
    public void Push(int index) => _steps.Add((null, index));

    /// <summary>Goes back up.</summary>
    public void Pop() => _steps.RemoveAt(_steps.Count - 1);

    /// <summary>The path as people read it: <c>spec.moves[1].from</c>, <c>metadata.labels[example.org/tier]</c>.</summary>
    public override string ToString()
    {
        var text = new StringBuilder();
        foreach (var (key, index) in _steps)
        {
            if (key is null)
            {
                text.Append(CultureInfo.InvariantCulture, $"[{index}]");
            }
            else if (IsWord(key))
            {
                text.Append(text.Length == 0 ? "" : ".").Append(key);
            }
            else
            {
                text.Append('[').Append(key).Append(']');
            }
        }

        return text.ToString();
    }

    /// <summary>A path to a key below another path.</summary>
    public static string Join(string parent, string key) => !IsWord(key) ? $"{parent}[{key}]" : parent.Length == 0 ? key : $"{parent}.{key}";

    /// <summary>The steps of a written path; the two forms of a step in brackets are told apart by what stands there.</summary>
    public static IEnumerable<string> Split(string path)
    {
        for (var at = 0; at < path.Length;)
        {
            if (path[at] == '.')
            {
                at++;
            }
            else if (path[at] == '[' && path.IndexOf(']', at) is var close and > 0)
            {
                yield return path[(at + 1)..close];
                at = close + 1;
            }
            else
            {
                var end = path.AsSpan(at + 1).IndexOfAny('.', '[') is var rest and >= 0 ? at + 1 + rest : path.Length;
                yield return path[at..end];
                at = end;
            }
        }
    }

    private static bool IsWord(string key) => key.Length > 0 && key.AsSpan().IndexOfAnyExcept(WordCharacters) < 0;

    private static readonly System.Buffers.SearchValues<char> WordCharacters =
        System.Buffers.SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-");
}
