using System.Globalization;
using System.Text;
using Reconciler.Manifests.Binding;

namespace Reconciler.Manifests.Yaml;

/// <summary>A way from the root of an object down to a value, kept as a stack so that walking costs nothing until it is written.</summary>
internal sealed class FieldPath
{
    // The longest that Kubernetes takes: a prefix of 253 characters, a slash, and a name of 63.
    private const int LongestKey = 317;

    // A step is a key, or, where that is null, an index.
    private string?[] _keys = new string?[16];
    private int[] _indexes = new int[16];
    private int _length;

    /// <summary>Goes down to a key of a mapping.</summary>
    public void Push(string key) => Push(key, 0);

    /// <summary>Goes down to an element of a list.</summary>
    public void Push(int index) => Push(null, index);

    /// <summary>Goes back up.</summary>
    public void Pop() => _length--;

    /// <summary>The path as people read it: <c>spec.moves[1].from</c>, <c>metadata.labels[example.org/tier]</c>.</summary>
    public override string ToString()
    {
        var text = new StringBuilder();
        for (var i = 0; i < _length; i++)
        {
            var (key, index) = (_keys[i], _indexes[i]);
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
                text.Append('[').Append(Shown(key)).Append(']');
            }
        }

        return text.ToString();
    }

    /// <summary>A path to a key below another path.</summary>
    public static string Join(string parent, string key) => !IsWord(key) ? $"{parent}[{Shown(key)}]" : parent.Length == 0 ? key : $"{parent}.{key}";

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

    private void Push(string? key, int index)
    {
        if (_length == _keys.Length)
        {
            Array.Resize(ref _keys, _length * 2);
            Array.Resize(ref _indexes, _length * 2);
        }

        (_keys[_length], _indexes[_length]) = (key, index);
        _length++;
    }

    // Keys are as long and as odd as hostile files make them; paths stand in every message.
    private static string Shown(string key) => Found.Shorten(key, LongestKey);

    private static bool IsWord(string key) => key.Length is > 0 and <= LongestKey && key.AsSpan().IndexOfAnyExcept(WordCharacters) < 0;

    private static readonly System.Buffers.SearchValues<char> WordCharacters =
        System.Buffers.SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-");
}
