using System.Diagnostics;

namespace Reconciler.TestKit;

/// <summary>
/// The program as it is shipped. Where RECONCILER_PROGRAM names it, tests that start processes start it, and those of the commands run
/// every command so: what is compiled ahead of time has to behave as what the tests were built with.
/// </summary>
public static class PublishedProgram
{
    /// <summary>Full path of the program; null: tests run what they were built with.</summary>
    public static string? Path { get; } = Environment.GetEnvironmentVariable("RECONCILER_PROGRAM") is { Length: > 0 } path ? path : null;

    /// <summary>How to start it.</summary>
    /// <param name="words">Its words.</param>
    /// <returns>A start without a shell; the program that the tests were built with lies beside them.</returns>
    public static ProcessStartInfo Start(params IEnumerable<string> words) =>
        new(Path ?? "dotnet", Path is null ? [System.IO.Path.Combine(AppContext.BaseDirectory, "reconciler.dll"), .. words] : words) { UseShellExecute = false };
}
