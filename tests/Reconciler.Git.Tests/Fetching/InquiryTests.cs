using Reconciler.Git.Fetching;
using Reconciler.TestKit.GitServers;

namespace Reconciler.Git.Tests.Fetching;

/// <summary>Servers that are asked for a reference, and give nothing else.</summary>
public sealed class InquiryTests : IDisposable
{
    private readonly TestClock _clock = new(new(2026, 12, 1, 9, 0, 0, TimeSpan.Zero));
    private readonly Workplace _place;

    public InquiryTests() => _place = new(_clock);

    public void Dispose() => _place.Dispose();

    [Fact]
    public async Task FindAsync_TellsWhereReferencesAre_InAFolder()
    {
        var (old, id) = (_place.Origin.Commit("main", ("a.yaml", "1")), _place.Origin.Commit("main", ("a.yaml", "2")));

        Assert.Equal(id, await AskAsync(_place.Main));
        Assert.Equal(id, await AskAsync(_place.Main with { Reference = new GitReference.Commit(id) }));
        Assert.Null(await AskAsync(_place.Main with { Reference = new GitReference.Commit(old) }));
        Assert.Equal(FetchFailure.NoSuchReference, (await FailAsync(_place.Main with { Reference = new GitReference.Tag("main") })).Failure);
        Assert.Equal(FetchFailure.InvalidRequest, (await FailAsync(_place.Main with { Reference = new GitReference.Branch("a..b") })).Failure);
        Assert.Equal(FetchFailure.NoSuchRepository, (await FailAsync(_place.Main with { Url = "file:///nowhere" })).Failure);
    }

    [Fact]
    public async Task FindAsync_AsksForNoObject_OverHttps()
    {
        var id = _place.Origin.Commit("main", ("a.yaml", "1"));
        await using var server = new GitHttpServer(_place.Served);

        Assert.Equal(id, await AskAsync(Of(server)));
        Assert.Equal(["/fleet.git/info/refs"], server.Asked.Select(asked => asked.Path.Split('?')[0]));
    }

    [Fact]
    public async Task FindAsync_GivesUpAtTheDeadline()
    {
        await using var server = new GitHttpServer(_place.Served) { Answer = Answer.Silence };
        var asking = FailAsync(Of(server));
        await server.Waiting.Task.WaitAsync(Workplace.Stop);

        _clock.Advance(TimeSpan.FromMinutes(1));

        Assert.Equal(FetchFailure.TimedOut, (await asking).Failure);
    }

    [Fact]
    public async Task FindAsync_ShowsTheKey_OverSsh()
    {
        var id = _place.Origin.Commit("main", ("a.yaml", "1"));
        await using var server = await SshServer.StartAsync(Workplace.Stop);
        var request = _place.Main with { Url = server.UrlOf(_place.Origin.Folder), Credentials = new GitCredentials.SshKey(server.Identity, server.KnownHosts) };

        Assert.Equal(id, await AskAsync(request));
        Assert.Equal(FetchFailure.HostKeyMismatch, (await FailAsync(request with { Credentials = new GitCredentials.SshKey(server.Identity, server.KnownHostsWith(server.NewKey("other").Public)) })).Failure);
    }

    private FetchRequest Of(GitHttpServer server) => _place.Main with { Url = $"{server.Url}/fleet.git", CaBundle = server.CaBundle };

    private Task<string?> AskAsync(FetchRequest request) => GitInquiry.FindAsync(request, _clock, Workplace.Stop);

    private Task<FetchException> FailAsync(FetchRequest request) => Assert.ThrowsAsync<FetchException>(() => AskAsync(request));
}
