using System.Text;

namespace Reconciler.Cli.Comparing;

/// <summary>Mail addresses in texts that many eyes see.</summary>
/// <param name="areShown">Whether they stay whole; else only the first letter of the person is left.</param>
internal sealed class Addresses(bool areShown)
{
    private const string Punctuation = ".!#$%&'*+/=?^_{|}~-";

    /// <summary>A text with its addresses shortened, such as <c>j…@globex.example</c>.</summary>
    /// <param name="text">The text.</param>
    /// <returns>The text.</returns>
    public string In(string text)
    {
        if (areShown)
        {
            return text;
        }

        var (shortened, done) = (new StringBuilder(text.Length), 0);
        for (var at = text.IndexOf('@', StringComparison.Ordinal); at >= 0; at = text.IndexOf('@', at + 1))
        {
            var person = at;
            while (person > done && (char.IsLetterOrDigit(text[person - 1]) || Punctuation.Contains(text[person - 1], StringComparison.Ordinal)))
            {
                person--;
            }

            if (person < at)
            {
                shortened.Append(text, done, person + 1 - done).Append('…');
                done = at;
            }
        }

        return shortened.Append(text, done, text.Length - done).ToString();
    }
}
