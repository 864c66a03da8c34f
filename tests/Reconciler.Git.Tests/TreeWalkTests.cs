using System.Text;
using LibGit2Sharp;

namespace Reconciler.Git.Tests;

/// <summary>What a commit's tree gives, beside what a folder of the same files would.</summary>
public sealed class TreeWalkTests : IDisposable
{
    private const int Most = 1000;
    private readonly TemporaryRepository _given = new();

    public void Dispose() => _given.Dispose();

    [Fact]
    public void Read_GivesManifestsInOrder_AndPassesOverWhatIsHidden()
    {
        _given.Commit("main", ("z.yaml", "z"), ("fleet/b.yml", "b"), ("fleet/a.JSON", "a"), ("fleet/notes.md", "-"), (".github/ci.yaml", "-"), ("fleet/.draft.yaml", "-"));

        Assert.Equal(["fleet/a.JSON=a", "fleet/b.yml=b", "z.yaml=z"], Read(""));
        Assert.Equal(["fleet/a.JSON=a", "fleet/b.yml=b"], Read("fleet"));
        Assert.Equal(["fleet/notes.md=-"], Read("fleet/notes.md"));
        Assert.Empty(Read("missing"));
    }

    [Fact]
    public void Read_GivesAFileOnce_WhenItIsNamedTwice()
    {
        _given.Commit("main", ("fleet/a.yaml", "a"));

        Assert.Equal(["fleet/a.yaml=a"], Read("fleet", "fleet/a.yaml", ""));
    }

    [Fact]
    public void Read_KeepsPaths_WithSpacesAndNonAscii()
    {
        _given.Commit("main", ("Flotte Süd/größe 大.yaml", "a"));

        Assert.Equal(["Flotte Süd/größe 大.yaml=a"], Read("Flotte Süd"));
    }

    [Fact]
    public void Read_FollowsLinksInsideTheTree_AndEndsInACircle()
    {
        _given.CommitTree("main", tree =>
        {
            tree.Add("real/a.yaml", _given.Blob("a"), Mode.NonExecutableFile);
            tree.Add("fleet/link.yaml", _given.Blob("../real/a.yaml"), Mode.SymbolicLink);
            tree.Add("fleet/circle.yaml", _given.Blob("circle.yaml"), Mode.SymbolicLink);
            tree.Add("fleet/up", _given.Blob("../fleet"), Mode.SymbolicLink);
        });

        Assert.Equal(["fleet/link.yaml=a"], Read("fleet"));
        Assert.Equal(["fleet/circle.yaml is a link that leads out of the commit: not followed"], Notes("fleet"));
    }

    [Theory]
    [InlineData("/etc/passwd")]
    [InlineData("../../outside.yaml")]
    [InlineData("missing.yaml")]
    public void Read_NotesALink_ThatLeadsOut(string target)
    {
        _given.CommitTree("main", tree => tree.Add("fleet/link.yaml", _given.Blob(target), Mode.SymbolicLink));

        Assert.Empty(Read("fleet"));
        Assert.Equal(["fleet/link.yaml is a link that leads out of the commit: not followed"], Notes("fleet"));
    }

    [Fact]
    public void Read_NotesASubmodule_AndDoesNotLookInside()
    {
        var id = _given.Commit("other", ("x.yaml", "x"));
        _given.CommitTree("main", tree =>
        {
            tree.Add("fleet/a.yaml", _given.Blob("a"), Mode.NonExecutableFile);
            tree.AddGitLink("fleet/vendored", new ObjectId(id));
        });

        Assert.Equal(["fleet/a.yaml=a"], Read("fleet"));
        Assert.Equal(["fleet/vendored is a submodule: another repository, not looked into"], Notes("fleet"));
    }

    [Fact]
    public void Read_GivesOneByteMoreThanWanted_WhenAFileIsTooLarge()
    {
        _given.Commit("main", ("a.yaml", new string('a', 5000)));

        Assert.Equal(Most + 1, Files("").Single().Content.Length);
    }

    private CommittedFile[] Files(params string[] paths)
    {
        using var repository = FleetRepository.Open(_given.Folder);
        return [.. repository.Read(repository.Find("main"), paths, Most).Files];
    }

    private string[] Read(params string[] paths) => [.. Files(paths).Select(file => $"{file.Path}={Encoding.UTF8.GetString(file.Content.Span)}")];

    private string[] Notes(params string[] paths)
    {
        using var repository = FleetRepository.Open(_given.Folder);
        return [.. repository.Read(repository.Find("main"), paths, Most).Notes];
    }
}
