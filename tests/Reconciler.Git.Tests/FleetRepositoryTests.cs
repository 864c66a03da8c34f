namespace Reconciler.Git.Tests;

public sealed class FleetRepositoryTests : IDisposable
{
    private readonly TemporaryRepository _given = new();

    public void Dispose() => _given.Dispose();

    [Theory]
    [InlineData("main")]
    [InlineData("HEAD")]
    [InlineData("refs/heads/main")]
    [InlineData("v1")]
    [InlineData("v1^{commit}")]
    [InlineData("HEAD~0")]
    public void Find_GivesTheCommit_InEverySpelling(string name)
    {
        var id = _given.Commit("main", ("a.yaml", "a"));
        _given.Library.Tags.Add("v1", _given.Library.Branches["main"].Tip, new("Jane", "jane@example.com", DateTimeOffset.UnixEpoch), "one");
        using var repository = FleetRepository.Open(_given.Folder);

        Assert.Equal(id, repository.Find(name).Id);
        Assert.Equal(id, repository.Find(id[..7]).Id);
    }

    [Theory]
    [InlineData("mian", "there is no commit 'mian' here; 'git branch -a' lists the branches")]
    [InlineData("mai", "there is no commit 'mai' here; did you mean 'main'?")]
    [InlineData("feature", "there is no commit 'feature' here; did you mean 'origin/feature'?")]
    public void Find_SaysWhatThereIs_WhenNoCommitHasTheName(string name, string message)
    {
        var id = _given.Commit("main", ("a.yaml", "a"));
        _given.Library.Refs.Add("refs/remotes/origin/feature", id);
        using var repository = FleetRepository.Open(_given.Folder);

        Assert.Equal(message, Assert.Throws<GitException>(() => repository.Find(name)).Message);
    }

    [Fact]
    public void Open_SaysHowToGetOne_WhenThereIsNoRepository()
    {
        var folder = Directory.CreateTempSubdirectory("no-repository-").FullName;

        var problem = Assert.Throws<GitException>(() => FleetRepository.Open(folder));

        Assert.Equal($"{folder} is not in a Git repository: 'git init' makes one, or name one with --repo", problem.Message);
    }

    [Fact]
    public void MergeBase_IsTheFork_WhenBothSidesWentOn()
    {
        var fork = _given.Commit("main", ("a.yaml", "1"));
        _given.Library.Refs.Add("refs/heads/side", _given.Library.Branches["main"].Tip.Id);
        _given.Commit("main", ("a.yaml", "2"));
        _given.Commit("side", ("a.yaml", "3"));
        using var repository = FleetRepository.Open(_given.Folder);

        Assert.Equal(fork, repository.MergeBase(repository.Find("main"), repository.Find("side")).Id);
        Assert.Equal(fork, repository.BaseOf(repository.Find("side")).Id);
    }

    [Fact]
    public void BaseOf_IsTheForkFromTheUpstreamBranch_WhereTheBranchFollowsOne()
    {
        var fork = _given.Commit("main", ("a.yaml", "1"));
        _given.Library.Refs.Add("refs/remotes/origin/release", fork);
        _given.Library.Config.Set("remote.origin.url", "https://git.example/fleet");
        _given.Library.Config.Set("remote.origin.fetch", "+refs/heads/*:refs/remotes/origin/*");
        _given.Library.Config.Set("branch.main.remote", "origin");
        _given.Library.Config.Set("branch.main.merge", "refs/heads/release");
        _given.Commit("main", ("a.yaml", "2"));
        using var repository = FleetRepository.Open(_given.Folder);

        var found = repository.BaseOf(repository.Find("HEAD"));

        Assert.Equal((fork, "merge base of origin/release and HEAD"), (found.Id, found.Name));
    }

    [Fact]
    public void Open_FindsTheRepository_FromAFolderDeepInItsWorkTree()
    {
        var id = _given.Commit("main", ("a.yaml", "1"));
        var deep = Directory.CreateDirectory(Path.Combine(_given.Folder, "fleet", "emea")).FullName;
        using var repository = FleetRepository.Open(deep);

        Assert.Equal(id, repository.Find("main").Id);
    }

    [Fact]
    public void MergeBase_SaysSo_WhenHistoriesAreUnrelated()
    {
        _given.Commit("main", ("a.yaml", "1"));
        _given.Commit("other", ("a.yaml", "2"));
        using var repository = FleetRepository.Open(_given.Folder);

        var problem = Assert.Throws<GitException>(() => repository.MergeBase(repository.Find("main"), repository.Find("other")));

        Assert.Equal("main and other have no common ancestor here: they are unrelated, so name the commit to compare with by --base", problem.Message);
    }

    [Fact]
    public void MergeBase_TellsHowToFetchTheRest_WhenTheCloneIsShallow()
    {
        _given.Commit("main", ("a.yaml", "1"));
        _given.Library.Refs.Add("refs/heads/side", _given.Library.Branches["main"].Tip.Id);
        var main = _given.Commit("main", ("a.yaml", "2"));
        var side = _given.Commit("side", ("a.yaml", "3"));
        File.WriteAllLines(Path.Combine(_given.Folder, ".git", "shallow"), [main, side]);
        using var repository = FleetRepository.Open(_given.Folder);

        var problem = Assert.Throws<GitException>(() => repository.MergeBase(repository.Find(main), repository.Find(side)));

        Assert.EndsWith("have no common ancestor here: this clone is shallow. Fetch the rest with 'git fetch --unshallow' (for actions/checkout: fetch-depth: 0)", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void BaseOf_AsksForAName_WhenNoBranchIsKnown()
    {
        var id = _given.Commit("trunk", ("a.yaml", "1"));
        using var repository = FleetRepository.Open(_given.Folder);

        Assert.StartsWith("no branch to compare with is known here", Assert.Throws<GitException>(() => repository.BaseOf(repository.Find(id))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_SaysWhatToDo_WhenAnObjectIsMissing()
    {
        _given.Commit("main", ("a.yaml", "lost"));
        var blob = _given.Blob("lost").Sha;
        var path = Path.Combine(_given.Folder, ".git", "objects", blob[..2], blob[2..]);
        File.SetAttributes(path, FileAttributes.Normal);
        File.Delete(path);
        using var repository = FleetRepository.Open(_given.Folder);

        var problem = Assert.Throws<GitException>(() => repository.Read(repository.Find("main"), [""], 100));

        Assert.StartsWith($"{repository.Find("main")} can not be read; 'git fsck' tells what is broken: ", problem.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', problem.Message);
    }

    [Fact]
    public void Open_FindsALinkedWorkTree_AndABareRepository()
    {
        var id = _given.Commit("main", ("a.yaml", "a"));
        _given.Library.Refs.Add("refs/heads/side", _given.Library.Branches["main"].Tip.Id);
        var linked = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());
        _given.Library.Worktrees.Add("side", "linked", linked, isLocked: false);
        using var bare = new TemporaryRepository(isBare: true);
        var other = bare.Commit("main", ("b.yaml", "b"));

        using (var repository = FleetRepository.Open(linked))
        {
            Assert.Equal(id, repository.Find("main").Id);
            Assert.NotNull(repository.WorkTree);
        }

        using (var repository = FleetRepository.Open(bare.Folder))
        {
            Assert.Equal(other, repository.Find("HEAD").Id);
            Assert.Null(repository.WorkTree);
        }

        Directory.Delete(linked, recursive: true);
    }
}
