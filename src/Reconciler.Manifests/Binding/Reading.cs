using Reconciler.Core.Inventory;
using Reconciler.Manifests.Yaml;

namespace Reconciler.Manifests.Binding;

/// <summary>The reading of one object: where the reader stands, and what it has found wrong. Used by one thread.</summary>
/// <param name="problems">Takes what is wrong.</param>
/// <param name="subject">The object, as far as its head tells.</param>
internal sealed class Reading(Problems problems, ObjectRef subject)
{
    private readonly FieldPath _path = new();

    /// <summary>The object, as far as its head tells.</summary>
    public ObjectRef Subject { get; } = subject;

    /// <summary>Whether anything was reported.</summary>
    public bool HasProblems { get; private set; }

    /// <summary>Whether a value was lost; an unknown field alone loses none.</summary>
    public bool IsIncomplete { get; private set; }

    /// <summary>The path of the place where the reader stands.</summary>
    public string Path => _path.ToString();

    /// <summary>Reads a value one step further down.</summary>
    public object? Below(string key, YamlNode node, Shape shape)
    {
        _path.Push(key);
        var value = shape.Read(node, this);
        _path.Pop();
        return value;
    }

    /// <summary>Reads an element of a list.</summary>
    public object? Below(int index, YamlNode node, Shape shape)
    {
        _path.Push(index);
        var value = shape.Read(node, this);
        _path.Pop();
        return value;
    }

    /// <summary>Reports a value that is not what its field takes.</summary>
    /// <param name="rule">A constant of <see cref="ReadProblems"/>.</param>
    /// <param name="node">The value.</param>
    /// <param name="words">What it has to be.</param>
    /// <param name="advise">Says how to mend it; asked only if somebody will read it. It captures nothing, so that good values cost nothing.</param>
    /// <returns>Null, for the value that is not there.</returns>
    public object? Reject(string rule, YamlNode node, string words, Func<YamlNode, string>? advise = null)
    {
        IsIncomplete = true;
        if (NoteProblem())
        {
            Report(rule, node.Span, Path, $"'{Path}' is {Found.Describe(node)}, but has to be {words}", advise?.Invoke(node.Target) ?? "");
        }

        return null;
    }

    /// <summary>Notes that a value is absent which has to be there.</summary>
    /// <returns>As <see cref="NoteProblem"/>.</returns>
    public bool NoteMissing()
    {
        IsIncomplete = true;
        return NoteProblem();
    }

    /// <summary>Notes that something is wrong with the object, before it is put into words.</summary>
    /// <returns>False once so much is wrong with the file that nothing more is listed: then guesses and words are not worth their time.</returns>
    public bool NoteProblem()
    {
        HasProblems = true;
        return !problems.IsFull;
    }

    /// <summary>Reports something.</summary>
    /// <returns>As <see cref="NoteProblem"/>.</returns>
    public bool Report(string rule, TextSpan span, string path, string message, string remedy = "")
    {
        problems.Add(rule, span, message, remedy, path, Subject);
        return NoteProblem();
    }
}
