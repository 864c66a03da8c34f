using System.CommandLine;

namespace Reconciler.Cli.Arguments;

/// <summary>The forms of a result.</summary>
internal static class OutputOption
{
    /// <summary>For people.</summary>
    public const string Text = "text";

    /// <summary>For scripts.</summary>
    public const string Json = "json";

    /// <summary>For a comment on a pull request.</summary>
    public const string Markdown = "markdown";

    /// <summary>The next ledger, as YAML.</summary>
    public const string Ledger = "ledger";

    /// <summary>The option <c>-o</c>.</summary>
    /// <param name="forms">Forms; the first is the default.</param>
    /// <returns>The option.</returns>
    public static Option<string> Create(params string[] forms)
    {
        var option = new Option<string>("--output", "-o") { Description = "Form of the result", HelpName = string.Join('|', forms), DefaultValueFactory = _ => forms[0] };
        option.AcceptOnlyFromAmong(forms);
        return option;
    }

    /// <summary>Text or JSON.</summary>
    /// <returns>The option.</returns>
    public static Option<string> Create() => Create(Text, Json);
}
