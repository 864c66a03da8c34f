namespace Reconciler.Core.Inventory;

/// <summary>A stretch of text. Lines and columns count from 1; the end column is the first one after the text.</summary>
/// <param name="Line">First line.</param>
/// <param name="Column">First column.</param>
/// <param name="EndLine">Last line.</param>
/// <param name="EndColumn">First column after the text, on the last line.</param>
public readonly record struct TextSpan(int Line, int Column, int EndLine, int EndColumn);

/// <summary>Knows where in a text each field of one object stands.</summary>
public interface ISourceMap
{
    /// <summary>The place of a field's value.</summary>
    /// <param name="path">Such as <c>spec.moves[1].from</c>; empty for the whole object.</param>
    /// <returns>The place, or that of the nearest field above it that is written.</returns>
    TextSpan Find(string path);
}

/// <summary>Where an object was read from.</summary>
/// <param name="File">Path as people know it: relative, with forward slashes; <c>-</c> for standard input.</param>
/// <param name="Map">Where its fields stand.</param>
public sealed record Source(string File, ISourceMap Map)
{
    /// <summary>An object that was not read from text.</summary>
    public static Source None { get; } = new("", new Nowhere());

    /// <summary>The place of a field's value, or of the nearest field above it that is written.</summary>
    /// <param name="path">Such as <c>spec.start</c>.</param>
    /// <returns>The place.</returns>
    public TextSpan Find(string path) => Map.Find(path);

    private sealed class Nowhere : ISourceMap
    {
        public TextSpan Find(string path) => default;
    }
}
