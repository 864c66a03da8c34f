namespace Reconciler.Operator.Checking;

/// <summary>How a check ended, worst last.</summary>
public enum CheckResult
{
    /// <summary>As it should be.</summary>
    Ok,

    /// <summary>It works, and somebody should look.</summary>
    Warn,

    /// <summary>It does not work.</summary>
    Fail,
}

/// <summary>One thing that was checked.</summary>
/// <param name="Result">How it ended.</param>
/// <param name="What">What was checked, in one word.</param>
/// <param name="Detail">What was found.</param>
/// <param name="Mend">How to mend it; empty where nothing is to be mended.</param>
public sealed record Checked(CheckResult Result, string What, string Detail, string Mend = "");
