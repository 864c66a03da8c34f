namespace Reconciler.Architecture.Tests;

/// <summary>Fails a test with every offender, one to a line.</summary>
internal static class Offenders
{
    /// <summary>Passes when there are none.</summary>
    public static void None(string rule, IEnumerable<string> offenders)
    {
        var lines = string.Join("\n  ", offenders.Distinct(StringComparer.Ordinal));
        Assert.True(lines is "", $"{rule}, but found:\n  {lines}");
    }
}
