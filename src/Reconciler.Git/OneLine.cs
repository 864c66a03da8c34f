namespace Reconciler.Git;

/// <summary>What people wrote into a repository, where it is to stand on one line: Git itself lets authors have any control characters.</summary>
internal static class OneLine
{
    /// <summary>The text with spaces for control characters.</summary>
    public static string Of(string text) => string.Concat(text.Select(character => char.IsControl(character) ? ' ' : character));
}
