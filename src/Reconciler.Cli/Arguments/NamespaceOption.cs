using System.CommandLine;
using System.CommandLine.Parsing;
using System.Text.RegularExpressions;

namespace Reconciler.Cli.Arguments;

/// <summary>The option that names a namespace. An empty word is refused: it is most often a variable that nobody set.</summary>
internal static partial class NamespaceOption
{
    /// <summary>Makes the option.</summary>
    /// <param name="description">What it does; a sentence without a full stop.</param>
    /// <returns>The option; null where it is not given.</returns>
    public static Option<string?> Create(string description)
    {
        var option = new Option<string?>("--namespace", "-n") { Description = description, HelpName = "NS" };
        option.Validators.Add(Validate);
        return option;
    }

    private static void Validate(OptionResult result)
    {
        if (result.Tokens is [.., var word] && !Label().IsMatch(word.Value))
        {
            result.AddError($"--namespace: '{word.Value}' is no name of a namespace; expected lower-case letters, digits and hyphens, such as telephony");
        }
    }

    [GeneratedRegex("^[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Label();
}
