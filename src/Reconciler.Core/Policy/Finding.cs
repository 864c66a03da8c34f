using Reconciler.Core.Inventory;

namespace Reconciler.Core.Policy;

/// <summary>How bad a finding is, worst last.</summary>
public enum Severity
{
    /// <summary>Good to know.</summary>
    Info,

    /// <summary>Needs eyes; blocks nothing.</summary>
    Warning,

    /// <summary>Breaks the policy or can not be read: blocks a merge, and keeps what is not announced from being scheduled.</summary>
    Error,
}

/// <summary>Something that somebody should know, with the place to mend it.</summary>
public sealed record Finding
{
    /// <summary>A rule id such as <c>WIN001</c>, or, outside the rule table, a reason such as <c>UnknownField</c> or <c>OutcomeMissing</c>.</summary>
    public required string Rule { get; init; }

    /// <summary>How bad it is: after waivers.</summary>
    public required Severity Severity { get; init; }

    /// <summary>The facts: what, where, which limit.</summary>
    public required string Message { get; init; }

    /// <summary>The facts in a few words, without anything that changes because time passes; for conditions and tables.</summary>
    public string Short { get; init; } = "";

    /// <summary>How to mend it; empty where the message says it all.</summary>
    public string Remedy { get; init; } = "";

    /// <summary>The object it speaks of; null for a file that holds none.</summary>
    public ObjectRef? Object { get; init; }

    /// <summary>Field path, such as <c>spec.start</c>; empty for the whole object or file.</summary>
    public string Path { get; init; } = "";

    /// <summary>File; empty for an object that was not read from text.</summary>
    public string File { get; init; } = "";

    /// <summary>Place in the file; all zero where there is none.</summary>
    public TextSpan Span { get; init; }

    /// <summary>Who waived it, from the waiver; null: not waived. A waived finding is an info.</summary>
    public string? WaivedBy { get; init; }

    /// <summary>Name of the entry it speaks of; null where it speaks of none.</summary>
    public string? Entry { get; init; }
}
