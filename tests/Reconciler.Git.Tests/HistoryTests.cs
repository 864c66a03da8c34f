using LibGit2Sharp;
using Reconciler.Git.History;

namespace Reconciler.Git.Tests;

/// <summary>Which files differ between two commits, and who changed them.</summary>
public sealed class HistoryTests : IDisposable
{
    private readonly TemporaryRepository _given = new();
    private int _commits;

    public void Dispose() => _given.Dispose();

    [Fact]
    public void Details_AreThoseOfTheCommit()
    {
        var id = Commit("jane", [], ("a.yaml", "1"));
        using var repository = FleetRepository.Open(_given.Folder);

        var details = repository.Details(repository.Find(id));

        Assert.Equal("by jane", details.Subject);
        Assert.Equal(new("jane", "jane@example.com", new(2026, 12, 1, 9, 1, 0, TimeSpan.FromHours(1))), details.Author);
        Assert.Equal(new("host", "host@example.com", new(2026, 12, 1, 9, 2, 0, TimeSpan.Zero)), details.Committer);
    }

    [Fact]
    public void ChangedPaths_TellWhatIsNewChangedAndGone()
    {
        var first = Commit("jane", [], ("a.yaml", "1"), ("apps/b.yaml", "1"), ("same/c.yaml", "1"));
        var second = Commit("john", [first], ("a.yaml", "2"), ("apps/d.yaml", "1"), ("same/c.yaml", "1"));
        using var repository = FleetRepository.Open(_given.Folder);
        var (from, to) = (repository.Find(first), repository.Find(second));

        Assert.Equal(
            [new("a.yaml", PathChange.Modified, _given.Blob("2").Sha), new("apps/b.yaml", PathChange.Removed, null), new("apps/d.yaml", PathChange.Added, _given.Blob("1").Sha)],
            repository.ChangedPaths(from, to));
        Assert.Equal(["a.yaml", "apps/b.yaml", "same/c.yaml"], repository.ChangedPaths(from: null, from).Select(change => change.Path));
        Assert.Empty(repository.ChangedPaths(to, to));
    }

    [Fact]
    public void ChangedPaths_ReadNoFile()
    {
        var first = Commit("jane", [], ("a.yaml", "lost 1"));
        var second = Commit("jane", [first], ("a.yaml", "lost 2"));
        foreach (var blob in new[] { _given.Blob("lost 1").Sha, _given.Blob("lost 2").Sha })
        {
            var path = Path.Combine(_given.Folder, ".git", "objects", blob[..2], blob[2..]);
            File.SetAttributes(path, FileAttributes.Normal);
            File.Delete(path);
        }

        using var repository = FleetRepository.Open(_given.Folder);

        Assert.Single(repository.ChangedPaths(repository.Find(first), repository.Find(second)));
    }

    [Fact]
    public void LastChanges_NameTheCommitThatMadeEachFileWhatItIs()
    {
        var from = Commit("jane", [], ("a.yaml", "1"), ("b.yaml", "1"), ("c.yaml", "1"), ("d.yaml", "1"));
        var john = Commit("john", [from], ("a.yaml", "2"), ("b.yaml", "2"), ("c.yaml", "1"), ("d.yaml", "1"));
        var jim = Commit("jim", [john], ("a.yaml", "3"), ("b.yaml", "2"), ("d.yaml", "1"));
        var to = Commit("joe", [jim], ("a.yaml", "3"), ("b.yaml", "2"), ("d.yaml", "1"), ("e.yaml", "1"));

        Assert.Equal([("a.yaml", "by jim"), ("b.yaml", "by john"), ("c.yaml", "by jim"), ("e.yaml", "by joe")], LastChanges(from, to, "a.yaml", "b.yaml", "c.yaml", "d.yaml", "e.yaml"));
        Assert.Equal([("a.yaml", "by jim")], LastChanges(from, to, "a.yaml", "d.yaml"));
        Assert.Equal([("d.yaml", "by jane")], LastChanges(from: null, to, "d.yaml"));
    }

    [Fact]
    public void LastChanges_FollowTheSideOfAMergeThatHasTheFile()
    {
        var from = Commit("jane", [], ("a.yaml", "1"), ("b.yaml", "1"), ("c.yaml", "1"));
        var left = Commit("left", [from], ("a.yaml", "2"), ("b.yaml", "1"), ("c.yaml", "2"));
        var right = Commit("right", [from], ("a.yaml", "1"), ("b.yaml", "2"), ("c.yaml", "3"));
        var merge = Commit("merge", [left, right], ("a.yaml", "2"), ("b.yaml", "2"), ("c.yaml", "4"));

        Assert.Equal([("a.yaml", "by left"), ("b.yaml", "by right"), ("c.yaml", "by merge")], LastChanges(from, merge, "a.yaml", "b.yaml", "c.yaml"));
    }

    [Fact]
    public void LastChanges_NameTheNewTip_WhenTheBranchWasSetBack()
    {
        var old = Commit("jane", [], ("a.yaml", "1"));
        var dropped = Commit("john", [old], ("a.yaml", "2"));

        Assert.Equal([("a.yaml", "by jane")], LastChanges(dropped, old, "a.yaml"));
    }

    [Fact]
    public void LastChanges_LookNoFurther_ThanIsEnough()
    {
        var old = Commit("jane", [], ("a.yaml", "1"), ("b.yaml", "1"));
        var to = Commit("john", [old], ("a.yaml", "1"), ("b.yaml", "2"));
        using var repository = FleetRepository.Open(_given.Folder);
        var looked = 0;

        var found = repository.LastChanges(from: null, repository.Find(to), new[] { "a.yaml", "b.yaml" }.ToDictionary(path => path), (_, id) => id, () => looked++ == 2);

        Assert.Equal([("b.yaml", "by john")], found.Select(pair => (pair.Key, pair.Value.Subject)));
    }

    [Fact]
    public void LastChanges_NameNobody_WhereItIsEnoughWhileACommitIsLookedAt()
    {
        var old = Commit("jane", [], ("a.yaml", "1"));
        var to = Commit("john", [old], ("a.yaml", "2"));
        using var repository = FleetRepository.Open(_given.Folder);
        var isEnough = false;

        Assert.Empty(repository.LastChanges(from: null, repository.Find(to), Parts("x"), (_, id) => isEnough ? "cut" : (isEnough = id is not null) ? id : null, () => isEnough));
    }

    [Fact]
    public void LastChanges_NameWhoMadeAPartOfAFileWhatItIs_OrTookItAway()
    {
        var from = Commit("jane", [], ("a.yaml", "x=1,y=1,z=1"));
        var jim = Commit("jim", [from], ("a.yaml", "x=2,y=1,z=1"));
        var vic = Commit("vic", [jim], ("a.yaml", "x=2,y=1"));
        var wu = Commit("wu", [vic], ("a.yaml", "x=2,y=2"));
        var to = Commit("joe", [wu], ("a.yaml", "x=2,y=2,new=1"));
        var left = Commit("left", [to], ("a.yaml", "x=3,y=2,new=1"));
        var right = Commit("right", [to], ("a.yaml", "x=2,y=3,new=1"));
        var merge = Commit("merge", [left, right], ("a.yaml", "x=3,y=3,new=1"));

        Assert.Equal([("new", "by joe"), ("x", "by jim"), ("y", "by wu"), ("z", "by vic")], PartChanges(from, to, "x", "y", "z", "new"));
        Assert.Equal([("new", "by joe"), ("x", "by left"), ("y", "by right")], PartChanges(from: null, merge, "x", "y", "z", "new"));
    }

    [Fact]
    public void Content_IsThatOfTheFile_ByItsId()
    {
        Commit("jane", [], ("a.yaml", "text"));
        using var repository = FleetRepository.Open(_given.Folder);

        Assert.Equal("text"u8, repository.Content(_given.Blob("text").Sha, 100).Span);
        Assert.Equal(new byte[4], repository.Content(_given.Blob("text").Sha, 3).ToArray());
        Assert.Contains("is not in", Assert.Throws<GitException>(() => repository.Content(new string('0', 40), 100)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_LeavesOutWhatIsKnown()
    {
        var id = Commit("jane", [], ("a.yaml", "1"), ("b.yaml", "2"));
        using var repository = FleetRepository.Open(_given.Folder);
        var known = _given.Blob("1").Sha;

        var files = repository.Read(repository.Find(id), [""], 100, (path, blob) => path == "a.yaml" && blob == known).Files;

        Assert.Equal([("a.yaml", known, 0), ("b.yaml", _given.Blob("2").Sha, 1)], files.Select(file => (file.Path, file.BlobId, file.Content.Length)));
    }

    private (string Path, string Subject)[] LastChanges(string? from, string to, params string[] paths)
    {
        using var repository = FleetRepository.Open(_given.Folder);
        return [.. repository.LastChanges(from is null ? null : repository.Find(from), repository.Find(to), paths).Select(pair => (pair.Key, pair.Value.Subject)).OrderBy(pair => pair.Key, StringComparer.Ordinal)];
    }

    private (string Part, string Subject)[] PartChanges(string? from, string to, params string[] parts)
    {
        using var repository = FleetRepository.Open(_given.Folder);
        return
        [
            .. repository.LastChanges(from is null ? null : repository.Find(from), repository.Find(to), Parts(parts), Says, () => false)
                .Select(pair => (pair.Key, pair.Value.Subject)).OrderBy(pair => pair.Key, StringComparer.Ordinal),
        ];

        string? Says(string part, string? id) =>
            id is null ? null : System.Text.Encoding.UTF8.GetString(repository.Content(id, 100).Span).Split(',').FirstOrDefault(text => text.StartsWith($"{part}=", StringComparison.Ordinal));
    }

    private static Dictionary<string, string> Parts(params string[] parts) => parts.ToDictionary(part => part, _ => "a.yaml");

    private string Commit(string author, string[] parents, params (string Path, string Text)[] files)
    {
        var definition = new TreeDefinition();
        foreach (var (path, text) in files)
        {
            definition.Add(path, _given.Blob(text), Mode.NonExecutableFile);
        }

        var at = new DateTimeOffset(2026, 12, 1, 9, 0, 0, TimeSpan.Zero).AddMinutes(++_commits);
        var database = _given.Library.ObjectDatabase;
        return database.CreateCommit(
            new(author, $"{author}@example.com", new(at.DateTime, TimeSpan.FromHours(1))),
            new("host", "host@example.com", at.AddMinutes(1)),
            $"by {author}\n\nAnd why.\n",
            database.CreateTree(definition),
            parents.Select(parent => _given.Library.Lookup<Commit>(parent)),
            prettifyMessage: false).Sha;
    }
}
