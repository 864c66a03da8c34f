using System.Net;
using System.Text;
using Reconciler.Git.Fetching;
using Reconciler.TestKit.GitServers;

namespace Reconciler.Git.Tests.Fetching;

/// <summary>Fetches from a real server over TLS: <c>git http-backend</c> with moods.</summary>
public sealed class HttpsTests : IAsyncDisposable
{
    private const string Password = "hunter2-SECRET";

    private readonly TestClock _clock = new(new(2026, 12, 1, 9, 0, 0, TimeSpan.Zero));
    private readonly Workplace _place;
    private readonly GitHttpServer _server;

    public HttpsTests()
    {
        _place = new(_clock);
        _server = new(_place.Served);
    }

    private FetchRequest Main => _place.Main with { Url = $"{_server.Url}/fleet.git", CaBundle = _server.CaBundle };

    private FetchRequest AsJane => Main with { Credentials = new GitCredentials.Basic("jane", Password) };

    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        _place.Dispose();
    }

    [Fact]
    public async Task FetchAsync_GivesEachCommit_OverHttps()
    {
        var first = _place.Origin.Commit("main", ("a.yaml", "1"));
        var cloned = await _place.FetchAsync(Main);
        var second = _place.Origin.Commit("main", ("a.yaml", "2"));
        var moved = await _place.FetchAsync(Main);
        var asked = _server.Asked.Count;
        var again = await _place.FetchAsync(Main);

        Assert.Equal((first, true), (cloned.Revision.Id, cloned.MadeAnew));
        Assert.Equal((second, false), (moved.Revision.Id, moved.MadeAnew));
        Assert.Equal("2", _place.Text(moved.Revision, "a.yaml"));
        Assert.True(cloned.ReceivedBytes > 0);
        Assert.Equal(second, again.Revision.Id);
        Assert.Equal(1, _server.Asked.Count - asked);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task FetchAsync_ShowsTheCredentials_AsTheyAreGiven(bool bearer)
    {
        var id = _place.Origin.Commit("main", ("a.yaml", "1"));
        _server.Wanted = bearer ? $"Bearer {Password}" : $"Basic {Convert.ToBase64String(Encoding.UTF8.GetBytes($"jane:{Password}"))}";
        var request = bearer ? Main with { Credentials = new GitCredentials.Bearer($"{Password}\n") } : AsJane;

        Assert.Equal(id, (await _place.FetchAsync(request)).Revision.Id);
        Assert.All(_server.Asked, asked => Assert.Equal(_server.Wanted, asked.Authorization));
        Assert.DoesNotContain(Directory.EnumerateFiles(_place.MirrorFolder, "*", SearchOption.AllDirectories), file => File.ReadAllText(file).Contains(Password, StringComparison.Ordinal));
        Assert.DoesNotContain(Password, $"{request}", StringComparison.Ordinal);
    }

    [Fact]
    public async Task FetchAsync_FindsACommit_AlsoWhereTheServerGivesNoneById()
    {
        var old = _place.Origin.Commit("main", ("a.yaml", "1"));
        _place.Origin.Commit("main", ("a.yaml", "2"));
        var request = Main with { Reference = new GitReference.Commit(old) };

        Assert.Equal(old, (await _place.FetchAsync(request)).Revision.Id);
        var none = await _place.FailAsync(Main with { Reference = new GitReference.Commit(new string('1', 40)) });

        Assert.Equal(FetchFailure.NoSuchReference, none.Failure);
    }

    [Fact]
    public async Task FetchAsync_FollowsARedirect_AndShowsNobodyElseTheCredentials()
    {
        var id = _place.Origin.Commit("main", ("a.yaml", "1"));
        await using var old = new GitHttpServer(_place.Served);
        old.MovedTo = _server.Url;
        _server.MovedTo = _server.Url;

        Assert.Equal(id, (await _place.FetchAsync(AsJane with { Url = $"{_server.Url}/moved/fleet.git" })).Revision.Id);
        Assert.All(_server.Asked, asked => Assert.NotNull(asked.Authorization));

        // The two servers have authorities of their own; both are trusted.
        var elsewhere = AsJane with { Url = $"{old.Url}/moved/fleet.git", CaBundle = $"{old.CaBundle}\n{_server.CaBundle}" };
        _server.Asked.Clear();
        Assert.Equal(id, (await _place.FetchAsync(elsewhere)).Revision.Id);
        Assert.All(_server.Asked, asked => Assert.Null(asked.Authorization));
    }

    [Theory]
    [InlineData(HttpStatusCode.Unauthorized, FetchFailure.AuthenticationFailed, "the server refuses the credentials (401): is the password or token right, and has it run out?")]
    [InlineData(HttpStatusCode.Forbidden, FetchFailure.AccessDenied, "the server forbids it (403): give this user or token the right to read the repository")]
    [InlineData(HttpStatusCode.NotFound, FetchFailure.NoSuchRepository, "the server knows no such repository (404): check the URL; many hosts answer so too where the credentials may not see it")]
    [InlineData(HttpStatusCode.TooManyRequests, FetchFailure.ServerError, "the server is asked too often (429): fetch less often")]
    [InlineData(HttpStatusCode.InternalServerError, FetchFailure.ServerError, "the server failed with status 500: it should pass; if it stays, look at the server")]
    public async Task FetchAsync_SaysWhatItMeans_WhenTheServerRefuses(HttpStatusCode status, FetchFailure failure, string message)
    {
        _place.Origin.Commit("main", ("a.yaml", "1"));
        var last = await _place.FetchAsync(AsJane);
        _place.Origin.Commit("main", ("a.yaml", "2"));
        _server.Status = status;

        foreach (var onlyObjects in new[] { false, true })
        {
            _server.OnlyObjects = onlyObjects;
            var problem = await _place.FailAsync(AsJane);
            Assert.Equal((failure, message), (problem.Failure, problem.Message));
            Assert.Equal("1", _place.Text(last.Revision, "a.yaml"));
        }

        _server.Status = null;
        Assert.False((await _place.FetchAsync(AsJane)).MadeAnew);
    }

    [Fact]
    public async Task FetchAsync_AsksForCredentials_WhenTheServerWantsThem()
    {
        _server.Wanted = "Bearer x";

        Assert.Equal(
            "the server wants credentials (401) and none are given: name a secret with username and password, or bearerToken",
            (await _place.FailAsync(Main)).Message);
    }

    [Fact]
    public async Task FetchAsync_SaysSo_WhenAWebPageComes()
    {
        _server.Answer = Answer.Page;

        Assert.Equal(FetchFailure.NoSuchRepository, (await _place.FailAsync(Main)).Failure);
    }

    [Theory]
    [InlineData(Answer.Silence, false)]
    [InlineData(Answer.Silence, true)]
    [InlineData(Answer.Drip, false)]
    [InlineData(Answer.Drip, true)]
    public async Task FetchAsync_EndsAtTheDeadline_WhenTheServerHangsOrDrips(Answer answer, bool onlyObjects)
    {
        _place.Origin.Commit("main", ("a.yaml", "1"));
        (_server.Answer, _server.OnlyObjects) = (answer, onlyObjects);

        var fetch = _place.FailAsync(Main with { Deadline = TimeSpan.FromSeconds(30) });
        await _server.Waiting.Task.WaitAsync(Workplace.Stop);
        _clock.Advance(TimeSpan.FromSeconds(30));
        var problem = await fetch;

        Assert.Equal((FetchFailure.TimedOut, "not fetched within 30 s: the server is slow or hangs, or a firewall swallows what is sent; allow more time if the repository is big"), (problem.Failure, problem.Message));
        (_server.Answer, _server.OnlyObjects) = (Answer.Whole, false);
        Assert.NotNull(await _place.FetchAsync(Main));
    }

    [Fact]
    public async Task FetchAsync_EndsAtOnce_WhenItIsStopped()
    {
        _place.Origin.Commit("main", ("a.yaml", "1"));
        _server.Answer = Answer.Silence;
        using var stop = new CancellationTokenSource();

        var fetch = _place.Mirror.FetchAsync(Main, stop.Token);
        await _server.Waiting.Task.WaitAsync(Workplace.Stop);
        await stop.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => fetch);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task FetchAsync_KeepsTheLastState_WhenTheConnectionIsCut(bool onlyObjects)
    {
        _place.Origin.Commit("main", ("a.yaml", "1"));
        var last = await _place.FetchAsync(Main);
        _place.Origin.Commit("main", ("a.yaml", "2"));
        (_server.Answer, _server.OnlyObjects) = (Answer.Half, onlyObjects);

        var problem = await _place.FailAsync(Main);

        Assert.Equal(FetchFailure.Unreachable, problem.Failure);
        Assert.Contains("was cut before all was received", problem.Message, StringComparison.Ordinal);
        Assert.Equal("1", _place.Text(last.Revision, "a.yaml"));
        _server.Answer = Answer.Whole;
        Assert.False((await _place.FetchAsync(Main)).MadeAnew);
    }

    [Fact]
    public async Task FetchAsync_RefusesTheCertificate_WhenItsAuthorityIsNotKnown()
    {
        await using var other = new GitHttpServer(_place.Served);

        var ofSystem = await _place.FailAsync(Main with { CaBundle = null });
        var ofOther = await _place.FailAsync(Main with { CaBundle = other.CaBundle });

        Assert.Equal((FetchFailure.CertificateRejected, FetchFailure.CertificateRejected), (ofSystem.Failure, ofOther.Failure));
        Assert.Equal("the server's certificate is not trusted (its issuer is not known here): give the certificate authority that signed it as ca.crt", ofSystem.Message);
        Assert.Empty(_server.Asked);
    }

    [Fact]
    public async Task FetchAsync_RefusesTheCertificate_WhenItIsForAnotherHost()
    {
        await using var other = new GitHttpServer(_place.Served, certifiedFor: "elsewhere.example");

        var problem = await _place.FailAsync(AsJane with { Url = $"{other.Url}/fleet.git", CaBundle = other.CaBundle });

        Assert.Equal(FetchFailure.CertificateRejected, problem.Failure);
        Assert.Equal("the server's certificate is for another host (elsewhere.example): use that name in the URL, or mend the certificate", problem.Message);
        Assert.Empty(other.Asked);
    }

    [Fact]
    public async Task FetchAsync_SaysWhere_WhenThereIsNoServer()
    {
        var nobody = await _place.FailAsync(Main with { Url = $"https://localhost:{TestKit.Clusters.Ports.Free(1)[0]}/fleet.git" });
        var nowhere = await _place.FailAsync(Main with { Url = "https://nowhere.invalid/fleet.git" });

        Assert.Equal(FetchFailure.Unreachable, nobody.Failure);
        Assert.Equal((FetchFailure.NameNotResolved, "no address is known for nowhere.invalid: check the host name and the DNS of this place"), (nowhere.Failure, nowhere.Message));
    }

    [Fact]
    public async Task FetchAsync_SendsNoCredentials_WhereAnybodyCouldReadThem() =>
        Assert.Equal(FetchFailure.InvalidRequest, (await _place.FailAsync(AsJane with { Url = "http://localhost/fleet.git" })).Failure);

    [Theory]
    [InlineData("")]
    [InlineData("-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n")]
    public async Task FetchAsync_SaysSo_WhenTheCaBundleIsNone(string bundle) =>
        Assert.Equal(FetchFailure.InvalidRequest, (await _place.FailAsync(Main with { CaBundle = bundle })).Failure);

    [Fact]
    public async Task FetchAsync_StopsReading_WhenTooMuchComes()
    {
        _place.Origin.Commit("main", ("a.yaml", "1"));

        Assert.Equal(FetchFailure.TooLarge, (await _place.FailAsync(Main with { MostBytes = 300 })).Failure);
    }
}
