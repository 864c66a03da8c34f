using Reconciler.Cli.Tests.Running;
using Reconciler.Git.Tests;

namespace Reconciler.Cli.Tests.Commands;

/// <summary>Which two trees are compared, wherever the repository comes from and whatever is missing.</summary>
public sealed class ComparisonRefTests : IDisposable
{
    private readonly History _history = new History()
        .With("main", ("fleet/i.yaml", Fleets.Instance()))
        .With("pr", ("fleet/i.yaml", Fleets.Instance()), ("fleet/w.yaml", Fleets.Window()));

    [Fact]
    public async Task Base_IsTheMergeBaseWithTheUpstream_AndHeadTheWorkTree_WhenNoneIsNamed()
    {
        // main went on; its new window is none of the branch's business.
        var library = _history.Repository.Library;
        _history.With("main", ("fleet/i.yaml", Fleets.Instance()), ("fleet/theirs.yaml", Fleets.Window("theirs", "2027-01-12")));
        library.Refs.UpdateTarget("HEAD", "refs/heads/pr");
        library.Network.Remotes.Add("origin", "https://git.example/fleet.git");
        library.Refs.Add("refs/remotes/origin/main", library.Branches["main"].Tip.Id);
        library.Branches.Update(library.Branches["pr"], branch => (branch.Remote, branch.UpstreamBranch) = ("origin", "refs/heads/main"));
        _history.Place.With("fleet/i.yaml", Fleets.Instance()).With("fleet/w.yaml", Fleets.Window()).With("fleet/dirty.yaml", Fleets.Window("dirty", "2027-01-19"));

        var tree = await _history.PlanAsync("fleet --base");
        var head = await _history.PlanAsync("fleet --head pr");

        Assert.Equal("", tree.Error);
        Assert.Equal([("dial-plan", "added"), ("dirty", "added")], Changes((await _history.PlanAsync("fleet --base -o json"))));
        Assert.Contains("merge base of origin/main and HEAD", tree.Output, StringComparison.Ordinal);
        Assert.Contains("→ the work tree", tree.Output, StringComparison.Ordinal);
        Assert.Contains("1 change is new", head.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Repo_NamesARepositoryElsewhere_WhosePathsStartAtItsRoot()
    {
        using var elsewhere = new Workplace();

        var outcome = await elsewhere.RunAsync($"plan fleet --repo {_history.Place.PathOf("")} --base main --head pr {Workplace.AsOf}");

        Assert.Equal((ExitCodes.Clean, ""), (outcome.Code, outcome.Error));
        Assert.Contains("1 change is new", outcome.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Repo_MayBeBare_ThenHeadHasToBeNamed()
    {
        using var bare = new TemporaryRepository(isBare: true);
        bare.Commit("main", ("fleet/i.yaml", Fleets.Instance()));
        bare.Commit("pr", ("fleet/i.yaml", Fleets.Instance()), ("fleet/w.yaml", Fleets.Window()));

        var outcome = await _history.PlanAsync($"fleet --repo {bare.Folder} --base main --head pr");
        var unnamed = await _history.PlanAsync($"fleet --repo {bare.Folder} --base main");

        Assert.Contains("1 change is new", outcome.Output, StringComparison.Ordinal);
        Assert.Equal((ExitCodes.Usage, "reconciler: a bare repository has no work tree: name the newer commit with --head\n"), (unnamed.Code, unnamed.Error.ReplaceLineEndings("\n")));
    }

    [Fact]
    public async Task Repo_MayBeALinkedWorkTree()
    {
        using var parent = new Workplace();
        var linked = parent.PathOf("linked");
        _history.Repository.Library.Worktrees.Add("pr", "linked", linked, isLocked: false);

        var outcome = await _history.PlanAsync($"fleet --repo {linked} --base main");

        Assert.Equal((ExitCodes.Clean, ""), (outcome.Code, outcome.Error));
        Assert.Contains("1 change is new", outcome.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Failure_SaysHowToFetchTheRest_WhenTheCloneIsShallow()
    {
        var library = _history.Repository.Library;
        _history.With("main", ("fleet/i.yaml", Fleets.Instance()));
        _history.Place.With(".git/shallow", $"{library.Branches["main"].Tip.Sha}\n{library.Branches["pr"].Tip.Sha}\n");

        var outcome = await _history.PlanAsync("fleet --head pr");

        Assert.Equal(ExitCodes.Failed, outcome.Code);
        Assert.Contains("this clone is shallow. Fetch the rest with 'git fetch --unshallow'", outcome.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("fleet --base mian --head pr", "there is no commit 'mian' here")]
    [InlineData("fleet --base mai --head pr", "there is no commit 'mai' here; did you mean 'main'?")]
    [InlineData("fleet --base main --head other", "main and other have no common ancestor here: they are unrelated, so name the commit to compare with by --base")]
    [InlineData("fleet --base main --head pr --repo /", "/ is not in a Git repository: 'git init' makes one, or name one with --repo")]
    [InlineData("fleet --base main --head pr --repo nowhere", "nowhere: no such folder")]
    [InlineData("fleet --base  --head pr", "an empty name stands for no commit: is a variable not set?")]
    [InlineData("fleet --base main..pr --head pr", "'main..pr' can not be read: failed to parse revision specifier - Invalid pattern 'main..pr'; name one commit, such as main, HEAD~2 or an id")]
    [InlineData("fleet --base main^{tree} --head pr", "; name one commit, such as main, HEAD~2 or an id")]
    [InlineData("--base fleet", "there is no commit 'fleet' here, but a folder or file: to compare it with the upstream branch, write --base after it")]
    [InlineData("fleet --repo .", "--repo names where commits are compared: it goes with --base or --head")]
    [InlineData("fleat --base main --head pr", "no manifests in fleat")]
    [InlineData("../fleet --base main --head pr", "../fleet lies outside of the repository")]
    [InlineData("- --base main --head pr", "standard input is in no commit: name files or folders")]
    [InlineData("fleet --base main --head gone", "gone (ID) has no manifests in fleet: an empty tree would cancel everything that was announced. Check the path")]
    public async Task Failure_SaysWhatToDo(string arguments, string message)
    {
        _history.With("gone", ("readme.md", "moved"));
        _history.Place.With("fleet/i.yaml", Fleets.Instance());
        var unrelated = _history.Repository.Library;
        var tree = unrelated.Branches["main"].Tip.Tree;
        var author = unrelated.Branches["main"].Tip.Author;
        unrelated.Refs.Add("refs/heads/other", unrelated.ObjectDatabase.CreateCommit(author, author, "unrelated", tree, [], prettifyMessage: false).Id);

        var outcome = await _history.PlanAsync(arguments.Contains("other", StringComparison.Ordinal) ? "fleet --head other" : arguments);

        Assert.Contains(message.Replace("ID", unrelated.Branches["gone"].Tip.Sha[..7], StringComparison.Ordinal), outcome.Error, StringComparison.Ordinal);
        Assert.NotEqual(ExitCodes.Clean, outcome.Code);
        Assert.Single(outcome.Error.TrimEnd().Split('\n'));
        Assert.Equal("", outcome.Output);
    }

    [Fact]
    public async Task Fleet_MayBeNew()
    {
        _history.With("before", ("readme.md", "soon"));

        var outcome = await _history.PlanAsync("fleet --base before --head pr");

        Assert.Equal(ExitCodes.Clean, outcome.Code);
        Assert.Contains("1 change is new", outcome.Output, StringComparison.Ordinal);
        Assert.Contains("note: before (", outcome.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Submodule_IsNoted_NotLookedInto()
    {
        var repository = _history.Repository;
        repository.CommitTree("pr", tree =>
        {
            tree.Add("fleet/i.yaml", repository.Blob(Fleets.Instance()), LibGit2Sharp.Mode.NonExecutableFile);
            tree.AddGitLink("fleet/shared", repository.Library.Branches["main"].Tip.Id);
        });

        var outcome = await _history.PlanAsync("fleet --base main --head pr");

        Assert.Contains("note: fleet/shared is a submodule: another repository, not looked into", outcome.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("tab", "fleet/w.yaml:2:1")]
    [InlineData("latin1", "fleet/w.yaml:")]
    [InlineData("large", "fleet/w.yaml: error: the file has more than 16777216 bytes")]
    public async Task BadFile_IsAFinding_AndNothingIsPlanned(string kind, string place)
    {
        var content = kind switch
        {
            "tab" => "spec:\n\tname: x\n"u8.ToArray(),
            "latin1" => "name: Gr\u00FCn\n".Select(letter => (byte)letter).ToArray(),
            _ => Enumerable.Repeat((byte)'#', 50_000_000).ToArray(),
        };
        _history.With("bad", "fleet/w.yaml", content);

        var outcome = await _history.PlanAsync("fleet --base main --head bad");

        Assert.Equal((ExitCodes.Findings, ""), (outcome.Code, outcome.Error));
        Assert.StartsWith("can not be planned\n", outcome.Output, StringComparison.Ordinal);
        Assert.Contains($"{place}", outcome.Output, StringComparison.Ordinal);
        Assert.InRange(outcome.Output.Length, 100, 3000);
    }

    [Fact]
    public async Task BadBase_IsTold_ThoughTheRequestMendsIt()
    {
        _history.With("broken", ("fleet/i.yaml", Fleets.Instance()), ("fleet/w.yaml", Fleets.Window().Replace("start:", "strat:", StringComparison.Ordinal)));

        var outcome = await _history.PlanAsync("fleet --base broken --head pr");

        Assert.Equal(ExitCodes.Findings, outcome.Code);
        Assert.Contains("Nothing was planned, because broken (", outcome.Output, StringComparison.Ordinal);
        Assert.Contains("In the base, fleet/w.yaml:4:", outcome.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Paths_MayHaveSpacesAndAnyLetters_AndTenThousandFilesAreRead()
    {
        var filler = _history.Repository.Blob("# nothing\n");
        _history.Repository.CommitTree("many", tree =>
        {
            tree.Add("die Flotte/Zürich 東京/i.yaml", _history.Repository.Blob(Fleets.Instance()), LibGit2Sharp.Mode.NonExecutableFile);
            for (var number = 0; number < 10_000; number++)
            {
                tree.Add($"die Flotte/{number % 100}/{number}.yaml", filler, LibGit2Sharp.Mode.NonExecutableFile);
            }
        });

        var outcome = await _history.Place.RunAsync(["plan", "die Flotte", "--base", "main", "--head", "many", "-o", "json", .. Workplace.AsOf.Split(' ')]);

        Assert.Equal("", outcome.Error);
        Assert.Equal(10_001, (int)outcome.Json["summary"]!["files"]!);
    }

    /// <inheritdoc/>
    public void Dispose() => _history.Dispose();

    private static (string, string)[] Changes(Outcome outcome) =>
        [.. outcome.Json["entries"]!.AsArray().Select(entry => ((string)entry!["name"]!, (string)entry["change"]!))];
}
