using System.Text;
using LibGit2Sharp;
using Repository = LibGit2Sharp.Repository;

namespace Reconciler.Operator.Tests.Fleets;

/// <summary>A repository of a team, in a temporary folder. Files stay from commit to commit until they are replaced or removed.</summary>
internal sealed class Upstream : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("reconciler-upstream-");
    private readonly Repository _repository;
    private readonly SortedDictionary<string, string> _files = new(StringComparer.Ordinal);

    public Upstream()
    {
        _repository = new(Repository.Init(_folder.FullName, isBare: true));
        _repository.Refs.UpdateTarget("HEAD", "refs/heads/main");
    }

    public string Folder => _folder.FullName;

    public string Url => new Uri(Folder).AbsoluteUri;

    public Repository Library => _repository;

    /// <summary>Commits files; a null text removes one. Returns the revision as statuses show it.</summary>
    public string Commit(params IEnumerable<(string Path, string? Text)> files) => CommitAs("Jane", "main", files);

    public string CommitAs(string author, string branch, params IEnumerable<(string Path, string? Text)> files)
    {
        foreach (var (path, text) in files)
        {
            if (text is null)
            {
                _files.Remove(path);
            }
            else
            {
                _files[path] = text;
            }
        }

        var tree = new TreeDefinition();
        foreach (var (path, text) in _files)
        {
            using var stream = new MemoryStream(Encoding.UTF8.GetBytes(text));
            tree.Add(path, _repository.ObjectDatabase.CreateBlob(stream), Mode.NonExecutableFile);
        }

        var who = new Signature(author, "someone@example.com", new DateTimeOffset(2026, 11, 30, 9, 0, 0, TimeSpan.Zero));
        var parent = _repository.Branches[branch]?.Tip;
        var commit = _repository.ObjectDatabase.CreateCommit(who, who, "a change", _repository.ObjectDatabase.CreateTree(tree), parent is null ? [] : [parent], prettifyMessage: false);
        _repository.Refs.Add($"refs/heads/{branch}", commit.Id, allowOverwrite: true);
        return $"{branch}@sha1:{commit.Sha}";
    }

    public void Dispose()
    {
        _repository.Dispose();
        foreach (var file in Directory.EnumerateFiles(Folder, "*", SearchOption.AllDirectories))
        {
            File.SetAttributes(file, FileAttributes.Normal);
        }

        _folder.Delete(recursive: true);
    }
}
