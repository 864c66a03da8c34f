using Reconciler.Git.Fetching;

namespace Reconciler.Git.Tests.Fetching;

/// <summary>What a mirror does with what happens to a repository; over file://, as it is the same over all ways.</summary>
public sealed class MirrorTests : IDisposable
{
    private readonly Workplace _place = new();

    public void Dispose() => _place.Dispose();

    [Fact]
    public async Task FetchAsync_GivesTheTip_EachTimeTheBranchMoves()
    {
        var first = _place.Origin.Commit("main", ("a.yaml", "1"));
        var cloned = await _place.FetchAsync();
        var again = await _place.FetchAsync();
        var second = _place.Origin.Commit("main", ("a.yaml", "2"));
        var moved = await _place.FetchAsync();

        Assert.Equal((first, true), (cloned.Revision.Id, cloned.MadeAnew));
        Assert.Equal((first, false), (again.Revision.Id, again.MadeAnew));
        Assert.Equal((second, false), (moved.Revision.Id, moved.MadeAnew));
        Assert.Equal("2", _place.Text(moved.Revision, "a.yaml"));
        Assert.Equal("main", moved.Revision.Name);
    }

    [Fact]
    public async Task FetchAsync_FollowsTheBranch_WhenItIsForcePushed()
    {
        var kept = _place.Origin.Commit("main", ("a.yaml", "1"));
        var dropped = await Fetched(_place.Origin.Commit("main", ("a.yaml", "2")));
        _place.Mirror.Keep(dropped);
        _place.Origin.Library.Refs.UpdateTarget("refs/heads/main", kept);
        var rewritten = _place.Origin.Commit("main", ("a.yaml", "3"));

        Assert.Equal("3", _place.Text(await Fetched(rewritten), "a.yaml"));
        Assert.Equal(dropped.Id, _place.Mirror.Good()?.Id);
        Assert.Equal("2", _place.Text(_place.Mirror.Good()!, "a.yaml"));
    }

    [Fact]
    public async Task FetchAsync_KeepsTheLastState_WhenTheBranchIsDeleted()
    {
        var last = await Fetched(_place.Origin.Commit("main", ("a.yaml", "1")));
        _place.Origin.Commit("trunk", ("a.yaml", "2"));
        _place.Origin.Library.Refs.Remove("refs/heads/main");

        var problem = await _place.FailAsync(_place.Main);

        Assert.Equal(FetchFailure.NoSuchReference, problem.Failure);
        Assert.Equal("the repository has no branch 'main': was it deleted or renamed? Its branches are trunk", problem.Message);
        Assert.Equal("1", _place.Text(last, "a.yaml"));
    }

    [Fact]
    public async Task FetchAsync_SaysSo_WhenTheRepositoryIsEmpty() =>
        Assert.Equal("the repository has no branch 'main': it is empty", (await _place.FailAsync(_place.Main)).Message);

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task FetchAsync_FollowsATag_AlsoWhenItIsRewritten(bool annotated)
    {
        var request = _place.Main with { Reference = new GitReference.Tag("v1") };
        var first = _place.Origin.Commit("main", ("a.yaml", "1"));
        Tag("v1", first, annotated);
        Assert.Equal(first, (await _place.FetchAsync(request)).Revision.Id);

        var second = _place.Origin.Commit("main", ("a.yaml", "2"));
        _place.Origin.Library.Tags.Remove("v1");
        Tag("v1", second, annotated);
        Assert.Equal(second, (await _place.FetchAsync(request)).Revision.Id);
    }

    [Fact]
    public async Task FetchAsync_SaysWhatItStandsFor_WhenATagIsNoCommit()
    {
        _place.Origin.Commit("main", ("a.yaml", "1"));
        _place.Origin.Library.Tags.Add("v1", _place.Origin.Blob("x"));

        var problem = await _place.FailAsync(_place.Main with { Reference = new GitReference.Tag("v1") });

        Assert.Equal((FetchFailure.NoSuchReference, "tag 'v1' stands for no commit: tag a commit, not a file or folder"), (problem.Failure, problem.Message));
    }

    [Fact]
    public async Task FetchAsync_FindsACommit_ByWhatLeadsToIt()
    {
        var old = _place.Origin.Commit("main", ("a.yaml", "1"));
        _place.Origin.Commit("main", ("a.yaml", "2"));
        var request = _place.Main with { Reference = new GitReference.Commit(old) };

        Assert.Equal(old, (await _place.FetchAsync(request)).Revision.Id);

        // What is here is not asked for again.
        Directory.Move(_place.Origin.Folder, _place.Origin.Folder + ".away");
        Assert.Equal(old, (await _place.FetchAsync(request)).Revision.Id);
        Directory.Move(_place.Origin.Folder + ".away", _place.Origin.Folder);
    }

    [Theory]
    [InlineData("0123456789012345678901234567890123456789", FetchFailure.NoSuchReference, "no branch or tag of the repository leads to commit 0123456789012345678901234567890123456789: was it force-pushed away? Name a commit that is there")]
    [InlineData("0123456", FetchFailure.InvalidRequest, "'0123456' is no full id of a commit: write all forty hexadecimal digits, as 'git rev-parse' prints them")]
    public async Task FetchAsync_SaysWhatToWrite_WhenThereIsNoSuchCommit(string id, FetchFailure failure, string message)
    {
        _place.Origin.Commit("main", ("a.yaml", "1"));

        var problem = await _place.FailAsync(_place.Main with { Reference = new GitReference.Commit(id) });

        Assert.Equal((failure, message), (problem.Failure, problem.Message));
    }

    [Fact]
    public async Task FetchAsync_MakesTheMirrorAnew_WhenTheRepositoryMoves()
    {
        var good = await Fetched(_place.Origin.Commit("main", ("a.yaml", "1")));
        _place.Mirror.Keep(good);
        using var other = new TemporaryRepository(Path.Combine(_place.Served, "other.git"), isBare: true);
        var moved = _place.Main with { Url = $"file://{other.Folder}" };

        Assert.Equal(FetchFailure.NoSuchReference, (await _place.FailAsync(moved)).Failure);
        Assert.Equal("1", _place.Text(good, "a.yaml"));

        var there = other.Commit("main", ("b.yaml", "2"));
        var fetched = await _place.FetchAsync(moved);

        Assert.Equal((there, true), (fetched.Revision.Id, fetched.MadeAnew));
        Assert.Equal("1", _place.Text(_place.Mirror.Good()!, "a.yaml"));
    }

    [Fact]
    public async Task FetchAsync_RefusesWhatIsTooLarge_AndKeepsTheLastState()
    {
        var small = await Fetched(_place.Origin.Commit("main", ("a.yaml", "1")));
        var noise = new byte[300_000];
        for (var (i, seed) = (0, 1UL); i < noise.Length; i++)
        {
            noise[i] = (byte)((seed = unchecked((seed * 6364136223846793005) + 1442695040888963407)) >> 56);
        }

        _place.Origin.CommitTree("main", tree => tree.Add("big.bin", _place.Origin.Blob(noise), LibGit2Sharp.Mode.NonExecutableFile));

        var problem = await _place.FailAsync(_place.Main with { MostBytes = 100 << 10 });

        Assert.Equal((FetchFailure.TooLarge, "the repository sends more than 0.1 MiB: keep large files out of it, or give the fleet a repository of its own"), (problem.Failure, problem.Message));
        Assert.Equal("1", _place.Text(small, "a.yaml"));
        Assert.NotNull(await _place.FetchAsync());
    }

    [Theory]
    [InlineData("https://jane:secret@localhost/x", "the URL has a user or password in it: take it out and give it as a credential")]
    [InlineData("ssh://git:secret@localhost/x", "the URL has a password in it: SSH works with keys only")]
    [InlineData("ssh://-oProxyCommand=x/x", "the URL can not be read: write https://host/path, ssh://git@host/path or git@host:path")]
    [InlineData("git@host:-x", "the URL can not be read: write https://host/path, ssh://git@host/path or git@host:path")]
    [InlineData("ftp://localhost/x", "'ftp' URLs of this form can not be fetched: write https://host/path, ssh://git@host/path or git@host:path")]
    [InlineData("/srv/fleet.git", "a path is no URL: write https://host/path, ssh://git@host/path or git@host:path")]
    [InlineData("fleet", "the URL can not be read: write https://host/path, ssh://git@host/path or git@host:path")]
    [InlineData("git@host:fleet.git", "SSH needs a key: give the private key (identity) and known_hosts")]
    public async Task FetchAsync_SaysWhatToWrite_WhenTheUrlIsOfNoUse(string url, string message)
    {
        var problem = await _place.FailAsync(_place.Main with { Url = url });

        Assert.Equal((FetchFailure.InvalidRequest, message), (problem.Failure, problem.Message));
    }

    [Fact]
    public async Task FetchAsync_SaysSo_WhenAnotherFetchHoldsTheFolder()
    {
        _place.Origin.Commit("main", ("a.yaml", "1"));
        Directory.CreateDirectory(_place.MirrorFolder);
        await using (new FileStream(Path.Combine(_place.MirrorFolder, "hold"), FileMode.Create, FileAccess.ReadWrite, FileShare.None))
        {
            Assert.Equal(FetchFailure.Busy, (await _place.FailAsync(_place.Main)).Failure);
        }

        Assert.NotNull(await _place.FetchAsync());
    }

    private async Task<Revision> Fetched(string id)
    {
        var fetched = await _place.FetchAsync();
        Assert.Equal(id, fetched.Revision.Id);
        return fetched.Revision;
    }

    private void Tag(string name, string id, bool annotated)
    {
        var target = _place.Origin.Library.Lookup(id);
        if (annotated)
        {
            _place.Origin.Library.Tags.Add(name, target, new("Jane", "jane@example.com", DateTimeOffset.UnixEpoch), "a release");
        }
        else
        {
            _place.Origin.Library.Tags.Add(name, target);
        }
    }
}
