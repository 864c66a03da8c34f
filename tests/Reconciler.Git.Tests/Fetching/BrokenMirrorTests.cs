using Reconciler.Git.Fetching;

namespace Reconciler.Git.Tests.Fetching;

/// <summary>What crashes, bad disks and bad servers do to a mirror, and how the next fetch gets over it.</summary>
public sealed class BrokenMirrorTests : IDisposable
{
    private readonly Workplace _place = new();

    public void Dispose() => _place.Dispose();

    [Theory]
    [InlineData("a.yaml")]
    [InlineData("apps")]
    [InlineData("")]
    public async Task FetchAsync_MakesTheMirrorAnew_WhenAnObjectIsBroken(string path)
    {
        var id = _place.Origin.Commit("main", ("a.yaml", "1"), ("apps/b.yaml", "2"));
        await _place.FetchAsync();
        Break(_place.MirrorPath, path);

        // As after a restart: a process trusts what it has read itself.
        var fetched = await _place.NewMirror().FetchAsync(_place.Main, Workplace.Stop);

        Assert.Equal((id, true), (fetched.Revision.Id, fetched.MadeAnew));
        Assert.Equal("1", _place.Text(fetched.Revision, "a.yaml"));
    }

    [Theory]
    [InlineData("HEAD")]
    [InlineData("config")]
    [InlineData("refs/reconciler/head")]
    [InlineData("reconciler-origin")]
    public async Task FetchAsync_GetsOverIt_WhenAFileOfTheMirrorIsEmpty(string file)
    {
        var id = _place.Origin.Commit("main", ("a.yaml", "1"));
        await _place.FetchAsync();
        await File.WriteAllTextAsync(Path.Combine(_place.MirrorPath, file), "", Workplace.Stop);

        Assert.Equal(id, (await _place.NewMirror().FetchAsync(_place.Main, Workplace.Stop)).Revision.Id);
        Assert.Equal(id, (await _place.NewMirror().FetchAsync(_place.Main, Workplace.Stop)).Revision.Id);
    }

    [Theory]
    [InlineData("a.yaml", "changed")]
    [InlineData("a.yaml", "overwritten")]
    [InlineData("a.yaml", "missing")]
    [InlineData("apps", "changed")]
    [InlineData("apps", "overwritten")]
    [InlineData("apps", "missing")]
    [InlineData("", "changed")]
    [InlineData("", "overwritten")]
    [InlineData("", "missing")]
    public async Task FetchAsync_SaysThatObjectsAreCorrupt_WhereThoseOfTheRepositoryAreBrokenOrMissing(string path, string how)
    {
        _place.Origin.Commit("main", ("a.yaml", "1"), ("apps/b.yaml", "1"));
        var last = await _place.FetchAsync();
        _place.Origin.Commit("main", ("a.yaml", "2"), ("apps/b.yaml", "2"));
        Break(_place.Origin.Folder, path, how);

        var problem = await _place.FailAsync(_place.Main);

        Assert.True(problem.Failure == FetchFailure.Corrupt, problem.ToString());
        Assert.Contains("'git fsck' in the repository tells which", problem.Message, StringComparison.Ordinal);
        Assert.Equal("1", _place.Text(last.Revision, "a.yaml"));
    }

    [Fact]
    public async Task RemoveSecrets_TakesThemAway_UnlessAFetchIsUnderWay()
    {
        var secrets = Directory.CreateDirectory(Path.Combine(_place.MirrorFolder, "secrets")).FullName;
        await File.WriteAllTextAsync(Path.Combine(secrets, "identity"), "a key", Workplace.Stop);
        await using (new FileStream(Path.Combine(_place.MirrorFolder, "hold"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None))
        {
            GitMirror.RemoveSecrets(_place.MirrorFolder);
            Assert.True(Directory.Exists(secrets));
        }

        GitMirror.RemoveSecrets(_place.MirrorFolder);

        Assert.False(Directory.Exists(secrets));
    }

    [Fact]
    public async Task FetchAsync_TakesNoHalfCloneForAMirror()
    {
        var id = _place.Origin.Commit("main", ("a.yaml", "1"));
        LibGit2Sharp.Repository.Init(Path.Combine(_place.MirrorFolder, "fresh.git"), isBare: true);
        LibGit2Sharp.Repository.Init(_place.MirrorPath, isBare: true);

        var fetched = await _place.FetchAsync();

        Assert.Equal((id, true), (fetched.Revision.Id, fetched.MadeAnew));
        Assert.Equal(["hold", "mirror.git"], Directory.EnumerateFileSystemEntries(_place.MirrorFolder).Select(Path.GetFileName).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task FetchAsync_ClearsAway_WhatACrashLeftBehind()
    {
        var id = _place.Origin.Commit("main", ("a.yaml", "1"));
        await _place.FetchAsync();
        string[] left =
        [
            Path.Combine(_place.MirrorPath, "config.lock"),
            Path.Combine(_place.MirrorPath, "refs/reconciler/head.lock"),
            Path.Combine(_place.MirrorPath, "refs/reconciler/fetched.lock"),
            Path.Combine(_place.MirrorPath, "objects/pack/pack_git2_a1b2c3"),
            Path.Combine(_place.MirrorFolder, "secrets/identity"),
        ];
        Directory.CreateDirectory(Path.Combine(_place.MirrorFolder, "secrets"));
        Array.ForEach(left, file => File.WriteAllText(file, "waste"));
        var next = _place.Origin.Commit("main", ("a.yaml", "2"));

        var fetched = await _place.NewMirror().FetchAsync(_place.Main, Workplace.Stop);

        Assert.NotEqual(id, next);
        Assert.Equal((next, false), (fetched.Revision.Id, fetched.MadeAnew));
        Assert.DoesNotContain(left, File.Exists);
    }

    [Fact]
    public async Task FetchAsync_TakesTheFormerMirror_WhenACrashCameBetweenTheRenames()
    {
        _place.Origin.Commit("main", ("a.yaml", "1"));
        await _place.FetchAsync();
        Directory.Move(_place.MirrorPath, Path.Combine(_place.MirrorFolder, "former.git"));

        Assert.False((await _place.FetchAsync()).MadeAnew);
    }

    [Fact]
    public async Task FetchAsync_SaysSo_WhenTheFolderCanNotBeWritten()
    {
        await File.WriteAllTextAsync(_place.MirrorFolder, "a file", Workplace.Stop);

        Assert.Equal(FetchFailure.StorageFailed, (await _place.FailAsync(_place.Main)).Failure);
        File.Delete(_place.MirrorFolder);
    }

    [Fact]
    public async Task Good_IsNull_UntilACommitIsKept()
    {
        Assert.Null(_place.Mirror.Good());
        _place.Origin.Commit("main", ("a.yaml", "1"));
        var fetched = await _place.FetchAsync();
        Assert.Null(_place.Mirror.Good());

        _place.Mirror.Keep(fetched.Revision);

        Assert.Equal(fetched.Revision.Id, _place.NewMirror().Good()?.Id);
        Assert.Throws<GitException>(() => _place.Mirror.Keep(fetched.Revision with { Id = new string('1', 40) }));
    }

    // Packs are taken apart first, so that one object can be hit; the empty path is the commit itself.
    private static void Break(string path, string file, string how = "changed")
    {
        Unpack(path);
        string id;
        using (var repository = new LibGit2Sharp.Repository(path))
        {
            var tip = (LibGit2Sharp.Commit)repository.Lookup(repository.Refs[MirrorRefs.Head]?.TargetIdentifier ?? "refs/heads/main");
            id = file.Length == 0 ? tip.Sha : tip[file].Target.Sha;
        }

        var stored = Path.Combine(path, "objects", id[..2], id[2..]);
        var bytes = File.ReadAllBytes(stored);
        bytes[^3] ^= 0x55;
        File.SetAttributes(stored, FileAttributes.Normal);
        File.WriteAllBytes(stored, how == "overwritten" ? "not an object"u8 : bytes);
        if (how == "missing")
        {
            File.Delete(stored);
        }
    }

    private static void Unpack(string path)
    {
        foreach (var pack in Directory.EnumerateFiles(Path.Combine(path, "objects", "pack"), "*.pack").ToList())
        {
            var moved = Path.Combine(path, Path.GetFileName(pack));
            File.Move(pack, moved);
            File.Delete(Path.ChangeExtension(pack, ".idx"));
            using var process = System.Diagnostics.Process.Start(new System.Diagnostics.ProcessStartInfo("git", ["-C", path, "unpack-objects", "-q"]) { RedirectStandardInput = true, UseShellExecute = false })!;
            using (var content = File.OpenRead(moved))
            {
                content.CopyTo(process.StandardInput.BaseStream);
            }

            process.StandardInput.Close();
            process.WaitForExit();
            File.Delete(moved);
        }
    }
}
