using LibGit2Sharp;
using Reconciler.Engine.Tests.Given;
using Reconciler.Engine.Worlds;
using Reconciler.Git;
using Reconciler.Manifests;

namespace Reconciler.Engine.Tests.Worlds;

/// <summary>A commit and a work tree with the same files give the same fleet: the same objects and problems, at the same places.</summary>
public sealed class CommitWorldTests : IDisposable
{
    private readonly Ground _given = new();

    public void Dispose()
    {
        // Git's objects are read-only.
        foreach (var file in Directory.EnumerateFiles(Path.Combine(_given.Folder, ".git"), "*", SearchOption.AllDirectories))
        {
            File.SetAttributes(file, FileAttributes.Normal);
        }

        _given.Dispose();
    }

    [Theory]
    [InlineData("", "fleet")]
    [InlineData("", ".")]
    [InlineData("", "fleet", "fleet/a.yaml", "more/notes.txt")]
    [InlineData("", "fleet/a", "fleet")]
    [InlineData("", "./fleet/")]
    [InlineData("", "linked")]
    [InlineData("", "linked/b.yaml", "fleet")]
    [InlineData("fleet", ".")]
    [InlineData("fleet", "../more")]
    [InlineData("more", "../fleet/a.yaml", ".")]
    public void Read_IsWhatTheWorkTreeGives(string from, params string[] paths)
    {
        _given
            .With("fleet/a.yaml", Yaml.Instance("a") + "---\n" + Yaml.Window("w1", "2027-01-12T02:00:00Z", instance: "a"))
            .With("fleet/a/x.yaml", Yaml.Instance("x"))
            .With("fleet/b.yaml", Yaml.Instance("b").Replace("region: AMER", "regon: AMER", StringComparison.Ordinal))
            .With("fleet/ä/größe 大.yml", Yaml.Instance("c"))
            .With("fleet/c.json", """{"apiVersion": "v1", "kind": "ConfigMap", "metadata": {"name": "c"}}""")
            .With("fleet/broken.yaml", "a: [\n")
            .With("fleet/empty.yaml", "")
            .With("fleet/.hidden.yaml", "a: [\n")
            .With("more/notes.txt", Yaml.Instance("n"))
            .With("more/policy.yaml", "apiVersion: ops.reconciler.dev/v1alpha1\nkind: OperationalPolicy\nmetadata: {name: default}\nspec: {notice: {otherDays: 7}}\n")
            .Linked("fleet/z.yaml", "a.yaml")
            .Linked("fleet/a.x.yaml", "a/x.yaml")
            .Linked("fleet/up", "../fleet")
            .Linked("fleet/more", "../more")
            .Linked("linked", "fleet");
        var location = _given.Location(paths, from);

        var folder = new FolderWorld(location, Stream.Null).Read(TestContext.Current.CancellationToken);
        var (commit, notes) = Committed(location);

        Assert.Empty(notes);
        Assert.Equal(Shown(folder), Shown(commit));
        Assert.True(folder.Objects > 0);
    }

    [Fact]
    public void Read_SaysSo_WhenTheCommitHasNoSuchPath()
    {
        _given.With("fleet/a.yaml", Yaml.Instance());

        var (fleet, notes) = Committed(_given.Location(["other"]));

        Assert.Empty(fleet.Snapshot.Instances);
        Assert.EndsWith("has no manifests in other", Assert.Single(notes), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("-", "standard input is in no commit: name files or folders")]
    [InlineData("../elsewhere", "../elsewhere lies outside of the repository ")]
    public void Read_Refuses_WhatNoCommitCanHold(string path, string failure)
    {
        _given.With("fleet/a.yaml", Yaml.Instance());

        Assert.StartsWith(failure, Assert.Throws<EngineException>(() => Committed(_given.Location([path]))).Message, StringComparison.Ordinal);
    }

    private (Fleet Fleet, IEnumerable<string> Notes) Committed(FleetLocation location)
    {
        using (var library = new LibGit2Sharp.Repository(LibGit2Sharp.Repository.Init(_given.Folder)))
        {
            Commands.Stage(library, "*");
            var author = new Signature("Jane", "jane@example.com", new(2026, 12, 1, 9, 0, 0, TimeSpan.Zero));
            library.Commit("a fleet", author, author);
        }

        using var repository = FleetRepository.Open(_given.Folder);
        return new CommitWorld(repository, location, new(location.DefaultNamespace)).Read(repository.Find("HEAD"), TestContext.Current.CancellationToken);
    }

    private static string Shown(Fleet fleet) => string.Join('\n',
    [
        $"{fleet.Files} files, {fleet.Objects} objects, {fleet.Skipped} skipped, {string.Join(", ", fleet.Unreadable)} unreadable",
        .. fleet.Snapshot.Instances.Select(thing => $"{thing.Key} {thing.Source.File} {thing.Source.Find("spec.region")}"),
        .. fleet.Snapshot.Windows.Select(thing => $"{thing.Key} {thing.Source.File} {thing.Source.Find("spec.start")}"),
        .. fleet.Problems.Select(problem => $"{problem.File} {problem.Span} {problem.Rule} {problem.Message} {fleet.LineOf(problem.File, problem.Span.Line)}"),
        $"{fleet.Snapshot.Policy.Notice}",
    ]);
}
