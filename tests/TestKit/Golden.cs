using System.Runtime.CompilerServices;
using System.Text;
using Xunit;

namespace Reconciler.TestKit;

/// <summary>
/// Texts that tests expect, kept in files beside the tests. Run the tests with <c>RECONCILER_UPDATE_GOLDEN=1</c> to write
/// them anew, then read the diff before it is committed.
/// </summary>
public static class Golden
{
    /// <summary>The environment variable that rewrites golden files instead of comparing them, when it is <c>1</c>.</summary>
    public const string UpdateVariable = "RECONCILER_UPDATE_GOLDEN";

    private static readonly UTF8Encoding Utf8WithoutMark = new(encoderShouldEmitUTF8Identifier: false);

    /// <summary>Compares <paramref name="actual"/> with the golden file <paramref name="name"/>, line ends aside.</summary>
    /// <param name="name">A path relative to the folder of the calling test, such as <c>Golden/plan.golden.txt</c>.</param>
    /// <param name="actual">The text that was made.</param>
    /// <param name="callerFile">Filled in by the compiler.</param>
    public static void Match(string name, string actual, [CallerFilePath] string callerFile = "") =>
        MatchFile(Path.Combine(Repository.FolderOfCaller(callerFile), name), actual);

    /// <summary>Compares <paramref name="actual"/> with the golden file at <paramref name="path"/>, line ends aside.</summary>
    public static void MatchFile(string path, string actual)
    {
        if (IsUpdate)
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllText(path, actual, Utf8WithoutMark);
            return;
        }

        var shown = Path.GetRelativePath(Repository.Root, path).Replace('\\', '/');
        if (!File.Exists(path))
        {
            Assert.Fail($"There is no golden file {shown}. {Advice}\nThe text was:\n{actual}");
        }

        if (FirstDifference(File.ReadAllText(path), actual) is { } difference)
        {
            Assert.Fail($"{shown}{difference}\n{Advice}");
        }
    }

    /// <summary>
    /// Says where two texts part: the line, what the golden file has there and what the actual text has. Null when they are equal;
    /// CRLF and LF count as the same, and a missing last line end is a difference.
    /// </summary>
    public static string? FirstDifference(string expected, string actual)
    {
        var (wanted, made) = (LinesOf(expected), LinesOf(actual));
        for (var i = 0; i < Math.Max(wanted.Length, made.Length); i++)
        {
            var (left, right) = (wanted.ElementAtOrDefault(i), made.ElementAtOrDefault(i));
            if (!string.Equals(left, right, StringComparison.Ordinal))
            {
                return $"({i + 1}): the text differs first here.\n  golden: {Shown(left)}\n  actual: {Shown(right)}";
            }
        }

        return null;
    }

    private static bool IsUpdate => string.Equals(Environment.GetEnvironmentVariable(UpdateVariable), "1", StringComparison.Ordinal);

    private static string Advice => $"If the new text is right, run the tests with {UpdateVariable}=1 and review the diff.";

    private static string[] LinesOf(string text) => text.ReplaceLineEndings("\n").Split('\n');

    private static string Shown(string? line) => line is null ? "(the text ends before this line)" : $"\"{line}\"";
}
