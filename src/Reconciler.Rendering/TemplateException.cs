namespace Reconciler.Rendering;

/// <summary>A template can not be read, or fails on the facts it is given.</summary>
/// <param name="file">Name of the template.</param>
/// <param name="line">Line, from 1.</param>
/// <param name="column">Column, from 1.</param>
/// <param name="message">What is wrong, for a person who can mend it.</param>
public sealed class TemplateException(string file, int line, int column, string message) : Exception(message)
{
    /// <summary>Name of the template.</summary>
    public string File { get; } = file;

    /// <summary>Line, from 1.</summary>
    public int Line { get; } = line;

    /// <summary>Column, from 1.</summary>
    public int Column { get; } = column;
}
