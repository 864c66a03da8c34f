using System.Text.RegularExpressions;

namespace Reconciler.Cli.Comparing;

/// <summary>Mail addresses in texts that many eyes see.</summary>
/// <param name="areShown">Whether they stay whole; else only the first letter of the person is left.</param>
internal sealed partial class Addresses(bool areShown)
{
    /// <summary>A text with its addresses shortened, such as <c>j…@globex.example</c>.</summary>
    /// <param name="text">The text.</param>
    /// <returns>The text.</returns>
    public string In(string text) => areShown || !text.Contains('@', StringComparison.Ordinal) ? text : Address().Replace(text, "${first}…@${domain}");

    [GeneratedRegex(@"(?<first>[\p{L}\p{N}])[\p{L}\p{N}.!#$%&'*+/=?^_{|}~-]*@(?<domain>[\p{L}\p{N}](?:[\p{L}\p{N}.-]*[\p{L}\p{N}])?)", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant)]
    private static partial Regex Address();
}
