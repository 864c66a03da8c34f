using System.Text;
using LibGit2Sharp;

namespace Reconciler.Git.Tests;

/// <summary>A repository in a temporary folder, or in one that is given. Commits are made from texts, without a work tree, so that bare ones work alike.</summary>
internal sealed class TemporaryRepository : IDisposable
{
    private static readonly Identity Somebody = new("Jane", "jane@example.com");
    private readonly LibGit2Sharp.Repository _repository;

    private readonly bool _isGiven;

    public TemporaryRepository(string? folder = null, bool isBare = false)
    {
        _isGiven = folder is not null;
        Folder = folder ?? Directory.CreateTempSubdirectory("reconciler-git-").FullName;
        _repository = new(LibGit2Sharp.Repository.Init(Folder, isBare));
        _repository.Refs.UpdateTarget("HEAD", "refs/heads/main");
    }

    public string Folder { get; }

    public LibGit2Sharp.Repository Library => _repository;

    /// <summary>Commits exactly these files on a branch, on top of what it holds, and returns the id.</summary>
    public string Commit(string branch, params (string Path, string Text)[] files) =>
        CommitTree(branch, tree =>
        {
            foreach (var (path, text) in files)
            {
                tree.Add(path, Blob(text), Mode.NonExecutableFile);
            }
        });

    public string CommitTree(string branch, Action<TreeDefinition> fill)
    {
        var definition = new TreeDefinition();
        fill(definition);
        var parent = _repository.Branches[branch]?.Tip;
        var author = new Signature(Somebody, new DateTimeOffset(2026, 12, 1, 9, 0, 0, TimeSpan.Zero));
        var commit = _repository.ObjectDatabase.CreateCommit(author, author, "a change", _repository.ObjectDatabase.CreateTree(definition), parent is null ? [] : [parent], prettifyMessage: false);
        _repository.Refs.Add($"refs/heads/{branch}", commit.Id, allowOverwrite: true);
        return commit.Sha;
    }

    public Blob Blob(string text) => Blob(Encoding.UTF8.GetBytes(text));

    public Blob Blob(byte[] content)
    {
        using var stream = new MemoryStream(content);
        return _repository.ObjectDatabase.CreateBlob(stream);
    }

    public void Dispose()
    {
        _repository.Dispose();
        foreach (var file in Directory.EnumerateFiles(Folder, "*", SearchOption.AllDirectories))
        {
            File.SetAttributes(file, FileAttributes.Normal);
        }

        if (!_isGiven)
        {
            Directory.Delete(Folder, recursive: true);
        }
    }
}
