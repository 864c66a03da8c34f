using Reconciler.Core.Inventory;
using YamlDotNet.Core;

namespace Reconciler.Manifests.Yaml;

/// <summary>Tags of the core schema; manifests need none, and know no others.</summary>
internal static class Tags
{
    private const string Core = "tag:yaml.org,2002:";

    /// <summary>Whether a scalar may be read as something else than a text.</summary>
    /// <exception cref="YamlProblem">Its tag is none of the core schema.</exception>
    public static bool IsPlain(YamlDotNet.Core.Events.Scalar scalar, TextSpan span)
    {
        if (scalar.Tag.IsEmpty || (scalar.Tag.IsNonSpecific && scalar.Tag.Value == "?"))
        {
            return scalar.Style == ScalarStyle.Plain;
        }

        return scalar.Tag.Value switch
        {
            "!" or Core + "str" => false,
            Core + "int" or Core + "bool" or Core + "float" or Core + "null" or Core + "timestamp" => true,
            var other => throw Unknown(other, span),
        };
    }

    /// <summary>Passes when a collection has no tag or the one it has anyway.</summary>
    /// <exception cref="YamlProblem">It has another one.</exception>
    public static void Require(TagName tag, string own, TextSpan span)
    {
        if (!tag.IsEmpty && !tag.IsNonSpecific && tag.Value != own)
        {
            throw Unknown(tag.Value, span);
        }
    }

    private static YamlProblem Unknown(string tag, TextSpan span)
    {
        var shown = tag.StartsWith(Core, StringComparison.Ordinal) ? "!!" + tag[Core.Length..] : tag;
        return new(ReadProblems.BadTag, span, $"the tag '{shown}' means nothing in a manifest", "remove it; a text that begins with '!' needs quotes");
    }
}
