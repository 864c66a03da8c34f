using System.Text;
using Reconciler.Engine.Tests.Given;
using Reconciler.Engine.Worlds;

namespace Reconciler.Engine.Tests.Worlds;

/// <summary>Which files make a fleet: a part is never taken for the whole, and nothing is read twice.</summary>
public sealed class FolderWorldTests : IDisposable
{
    private readonly Ground _given = new();

    public void Dispose() => _given.Dispose();

    [Theory]
    [InlineData("fleet")]
    [InlineData("fleet/a.yaml")]
    [InlineData("../nowhere")]
    public void Read_NamesAPathThatIsMissing(string path) => Assert.Equal($"{path}: no such file or folder", Failure(path));

    [Fact]
    public void Read_Refuses_WhenThereIsNothingToRead()
    {
        _given.With("fleet/.hidden.yaml", Yaml.Instance()).With("fleet/.git/config.yaml", Yaml.Instance()).With("fleet/notes.md", "").With("fleet/yaml", "");

        Assert.Equal("no manifests found in fleet: files that end in .yaml, .yml, .json are read, but none whose name or folder starts with a dot", Failure("fleet"));
    }

    [Fact]
    public void Read_TakesEveryEnding_AndAFolderThatIsNamedLikeAFile()
    {
        _given.With("fleet/a.yaml", Yaml.Instance("a")).With("fleet/b.yml", Yaml.Instance("b")).With("fleet/c.YAML", Yaml.Instance("c")).With("fleet/d.yaml/e.yaml", Yaml.Instance("e")).With("fleet/f.yaml.bak", Yaml.Instance("f"))
            .With("fleet/g.json", """{"apiVersion": "v1", "kind": "ConfigMap", "metadata": {"name": "g"}}""");

        Assert.Equal(["fleet/a.yaml", "fleet/b.yml", "fleet/c.YAML", "fleet/d.yaml/e.yaml"], _given.Found("fleet"));
        Assert.Equal((5, 1), (_given.Read("fleet").Files, _given.Read("fleet").Skipped));
    }

    [Theory]
    [InlineData(".fleet")]
    [InlineData("fleet.txt")]
    public void Read_TakesWhatPeopleName_WhateverItsName(string path)
    {
        _given.With(path == "fleet.txt" ? path : ".fleet/a.yaml", Yaml.Instance());

        Assert.Single(_given.Found(path));
    }

    [Fact]
    public void Read_TakesAFileOnce_HoweverItIsNamed()
    {
        _given.With("fleet/a.yaml", Yaml.Instance()).Linked("fleet/b.yaml", "a.yaml").Linked("other", "fleet");

        Assert.Equal(["fleet/a.yaml"], _given.Found("fleet", "fleet/a.yaml", "./fleet/../fleet/", "fleet/b.yaml", "other", "."));
    }

    [Fact]
    public void Read_FollowsLinks_AlsoOutOfTheFolder()
    {
        _given.With("elsewhere/a.yaml", Yaml.Instance("a")).With("far/b.yaml", Yaml.Instance("b")).Linked("fleet/link.yaml", "../elsewhere/a.yaml").Linked("fleet/folder", "../far");

        Assert.Equal(["fleet/folder/b.yaml", "fleet/link.yaml"], _given.Found("fleet"));
    }

    [Fact]
    public void Read_Ends_WhenLinksToFoldersLeadInACircle()
    {
        _given.With("fleet/deep/a.yaml", Yaml.Instance()).Linked("fleet/deep/up", "..").Linked("fleet/deep/here", ".");

        Assert.Equal(["fleet/deep/a.yaml"], _given.Found("fleet"));
    }

    [Theory]
    [InlineData("gone.yaml", "fleet/link.yaml: no such file or folder")]
    [InlineData("link.yaml", "fleet/link.yaml: can not be read: its links lead in a circle")]
    public void Read_Refuses_WhenALinkLeadsNowhere(string target, string failure)
    {
        _given.With("fleet/a.yaml", Yaml.Instance()).Linked("fleet/link.yaml", target);

        Assert.Equal(failure, Failure("fleet"));
    }

    [Fact]
    public void Read_DoesNotWait_WhenAPipeLiesInTheFolder()
    {
        _given.With("fleet/a.yaml", Yaml.Instance()).Piped("fleet/pipe.yaml");

        Assert.Equal(["fleet/a.yaml"], _given.Found("fleet"));
    }

    [Fact]
    public void Read_TakesStandardInput_OnceAndBesideFiles()
    {
        _given.With("fleet/a.yaml", Yaml.Instance("a"));
        using var input = new MemoryStream(Encoding.UTF8.GetBytes(Yaml.Instance("b")));
        var world = new FolderWorld(_given.Location(["-", "fleet", "-"]), input);

        foreach (var fleet in new[] { world.Read(TestContext.Current.CancellationToken), world.Read(TestContext.Current.CancellationToken) })
        {
            Assert.Equal(["fleet/a.yaml", "-"], fleet.Snapshot.Instances.Select(instance => instance.Source.File));
            Assert.Equal((2, 0), (fleet.Files, fleet.Problems.Length));
        }
    }

    [Fact]
    public void Read_ShowsPaths_AsPeopleKnowThem()
    {
        _given.With("fleet/a.yaml", Yaml.Instance("a")).With("other/b.yaml", Yaml.Instance("b")).With("work/c.yaml", Yaml.Instance("c"));
        var fleet = new FolderWorld(_given.Location(["../fleet", Path.Combine(_given.Folder, "other/b.yaml"), "."], from: "work"), Stream.Null).Read(TestContext.Current.CancellationToken);

        Assert.Equal(["../fleet/a.yaml", _given.Folder.Replace('\\', '/') + "/other/b.yaml", "c.yaml"], fleet.Snapshot.Instances.Select(instance => instance.Source.File));
    }

    private string Failure(params string[] paths) => Assert.Throws<EngineException>(() => _given.Read(paths)).Message;
}
