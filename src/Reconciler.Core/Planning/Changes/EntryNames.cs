using System.Security.Cryptography;
using System.Text;
using Reconciler.Core.Inventory;

namespace Reconciler.Core.Planning.Changes;

/// <summary>Names of what is made: deterministic, at most 63 characters, DNS-1123.</summary>
public static class EntryNames
{
    private const int MostCharacters = 63;
    private const int HashCharacters = 8;

    /// <summary>A name of these parts; where it is too long, cut and ended by a hash of the whole.</summary>
    /// <param name="parts">Parts; anything but letters, digits and dots becomes a hyphen.</param>
    /// <returns>The name.</returns>
    public static string Join(params ReadOnlySpan<string> parts) => Fit(Clean(string.Join('-', parts)));

    /// <summary>The first eight hexadecimal digits of a text's SHA-256.</summary>
    /// <param name="text">Any text.</param>
    /// <returns>Eight lower-case digits.</returns>
    public static string Hash(string text) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))[..HashCharacters];

    /// <summary>The name of an entry: as the change says, unless another change bears it already; then with a hash of its key.</summary>
    /// <param name="change">The change.</param>
    /// <param name="bearer">Key of the change that bears a name in a namespace; null: nobody.</param>
    /// <returns>The name.</returns>
    public static string Of(Change change, Func<ObjectKey, string?> bearer)
    {
        ArgumentNullException.ThrowIfNull(change);
        ArgumentNullException.ThrowIfNull(bearer);
        return bearer(new(change.Origin.Namespace, change.Name)) is { } other && other != change.Key
            ? Join(change.Name, Hash(change.Key))
            : change.Name;
    }

    /// <summary>The name of a later incarnation of a change.</summary>
    /// <param name="name">Name of the first one.</param>
    /// <param name="incarnation">1 for the first one.</param>
    /// <returns>The name, from the second on with a suffix such as <c>-r2</c>.</returns>
    public static string Incarnation(string name, int incarnation) =>
        incarnation == 1 ? name : Join(name, string.Create(System.Globalization.CultureInfo.InvariantCulture, $"r{incarnation}"));

    private static string Fit(string name) =>
        name.Length <= MostCharacters
            ? name
            : $"{name[..(MostCharacters - HashCharacters - 1)].TrimEnd('-', '.')}-{Hash(name)}";

    private static string Clean(string text)
    {
        if (text.AsSpan().IndexOfAnyExcept(Allowed) < 0)
        {
            return text;
        }

        return string.Create(text.Length, text, static (cleaned, text) =>
        {
            for (var index = 0; index < text.Length; index++)
            {
                var character = char.ToLowerInvariant(text[index]);
                cleaned[index] = Allowed.Contains(character) ? character : '-';
            }
        }).Trim('-', '.');
    }

    private static readonly System.Buffers.SearchValues<char> Allowed =
        System.Buffers.SearchValues.Create("abcdefghijklmnopqrstuvwxyz0123456789-.");
}
