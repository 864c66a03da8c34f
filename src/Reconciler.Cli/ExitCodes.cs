namespace Reconciler.Cli;

/// <summary>How a command ends, for scripts.</summary>
internal static class ExitCodes
{
    /// <summary>Nothing is wrong.</summary>
    public const int Clean = 0;

    /// <summary>There are findings of severity error.</summary>
    public const int Findings = 1;

    /// <summary>The command was used wrongly.</summary>
    public const int Usage = 2;

    /// <summary>It could not do its work.</summary>
    public const int Failed = 3;

    /// <summary>Only with <c>plan --detailed-exitcode</c>: something would change, and nothing is wrong.</summary>
    public const int Changes = 4;
}
