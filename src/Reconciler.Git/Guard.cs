using LibGit2Sharp;

namespace Reconciler.Git;

/// <summary>Turns what the library throws into one line for people.</summary>
internal static class Guard
{
    /// <summary>Runs something.</summary>
    /// <typeparam name="T">What it gives.</typeparam>
    /// <param name="failure">What could not be done, for the message.</param>
    /// <param name="work">What to do.</param>
    /// <returns>What it gave.</returns>
    /// <exception cref="GitException">It failed.</exception>
    public static T Run<T>(string failure, Func<T> work)
    {
        try
        {
            return work();
        }
        catch (LibGit2SharpException problem)
        {
            throw new GitException($"{failure}: {Line(problem.Message)}{AdviceFor(problem)}", problem);
        }
    }

    private static string AdviceFor(LibGit2SharpException problem) => problem switch
    {
        AmbiguousSpecificationException => "; write more digits of the id",
        InvalidSpecificationException => "; name one commit, such as main, HEAD~2 or an id",
        _ when problem.Message.Contains("not owned by current user", StringComparison.Ordinal) => "; if you trust it: git config --global --add safe.directory FOLDER",
        NotFoundException => "; a partial clone lacks objects: fetch them with 'git fetch --refetch --no-filter'",
        _ => "",
    };

    private static string Line(string text) => text.ReplaceLineEndings(" ").TrimEnd('.', ' ');
}
