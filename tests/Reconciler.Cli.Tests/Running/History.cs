using LibGit2Sharp;
using Reconciler.Git.Tests;

namespace Reconciler.Cli.Tests.Running;

/// <summary>A workplace that is a Git repository. Commits are made in memory; its work tree is empty until a test writes into it.</summary>
internal sealed class History : IDisposable
{
    public History() => Repository = new(Place.PathOf(""));

    public Workplace Place { get; } = new();

    public TemporaryRepository Repository { get; }

    /// <summary>Commits files, and nothing else, on a branch; a new branch starts at main.</summary>
    public History With(string branch, params (string Path, string Text)[] files)
    {
        Start(branch);
        Repository.Commit(branch, files);
        return this;
    }

    /// <summary>Commits a file of any bytes.</summary>
    public History With(string branch, string path, byte[] content)
    {
        Start(branch);
        Repository.CommitTree(branch, tree => tree.Add(path, Repository.Blob(content), Mode.NonExecutableFile));
        return this;
    }

    /// <summary>Commits a fleet that these tests keep as <c>fleet/</c>.</summary>
    public History WithFleet(string branch, string name)
    {
        var folder = TestKit.Repository.PathOf("tests", "Reconciler.Cli.Tests", "Fleets", name);
        return With(branch, [.. Directory.GetFiles(folder).Select(file => ($"fleet/{Path.GetFileName(file)}", File.ReadAllText(file)))]);
    }

    /// <summary>Plans.</summary>
    public Task<Outcome> PlanAsync(string arguments, string input = "") => Place.RunAsync($"plan {arguments} {Workplace.AsOf}", input);

    /// <inheritdoc/>
    public void Dispose()
    {
        Repository.Dispose();
        Place.Dispose();
    }

    private void Start(string branch)
    {
        if (Repository.Library.Branches["main"]?.Tip is { } tip && Repository.Library.Branches[branch] is null)
        {
            Repository.Library.Refs.Add($"refs/heads/{branch}", tip.Id);
        }
    }
}
