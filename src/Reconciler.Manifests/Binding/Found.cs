using System.Globalization;
using System.Text;
using Reconciler.Manifests.Yaml;

namespace Reconciler.Manifests.Binding;

/// <summary>How a value that somebody wrote is named in a message.</summary>
internal static class Found
{
    private const int Longest = 60;

    /// <summary>Such as <c>a list</c>, <c>'yes'</c> or <c>the text "3"</c>.</summary>
    public static string Describe(YamlNode node) => node.Target switch
    {
        Sequence { Items.Length: 0 } => "an empty list",
        Sequence => "a list",
        Mapping => "a mapping",
        Scalar { IsNull: true } => "empty",
        Scalar { IsPlain: false } text => $"the text \"{Shorten(text.Text)}\"",
        Scalar word => $"'{Shorten(word.Text)}'",
        _ => "something else",
    };

    /// <summary>A text on one line, its end cut off where it is long.</summary>
    public static string Shorten(string text, int longest = Longest)
    {
        var line = new StringBuilder();
        foreach (var character in text.Length <= longest ? text : text[..(char.IsHighSurrogate(text[longest - 1]) ? longest - 1 : longest)])
        {
            line = char.IsControl(character) ? line.Append(CultureInfo.InvariantCulture, $"\\u{(int)character:x4}") : line.Append(character);
        }

        return line.Replace("\\u000a", "\\n").Append(text.Length <= longest ? "" : "…").ToString();
    }
}
