using System.Net;
using System.Net.Sockets;
using Reconciler.Git.Fetching;
using Reconciler.TestKit.GitServers;

namespace Reconciler.Git.Tests.Fetching;

/// <summary>Fetches over the real <c>ssh</c> from a real <c>sshd</c>.</summary>
public sealed class SshTests : IAsyncLifetime
{
    private readonly TestClock _clock = new(new(2026, 12, 1, 9, 0, 0, TimeSpan.Zero));
    private readonly Workplace _place;
    private SshServer? _server;

    public SshTests() => _place = new(_clock);

    private SshServer Server => _server!;

    private FetchRequest Main => With(new(Server.Identity, Server.KnownHosts));

    public async ValueTask InitializeAsync() => _server = await SshServer.StartAsync(Workplace.Stop);

    public async ValueTask DisposeAsync()
    {
        if (_server is not null)
        {
            await _server.DisposeAsync();
        }

        _place.Dispose();
    }

    [Fact]
    public async Task FetchAsync_GivesEachCommit_AndLeavesNoKeyBehind()
    {
        var first = _place.Origin.Commit("main", ("a.yaml", "1"));
        var cloned = await _place.FetchAsync(Main);
        var second = _place.Origin.Commit("main", ("a.yaml", "2"));
        var moved = await _place.FetchAsync(Main with { Credentials = new GitCredentials.SshKey(Server.Identity.Trim().ReplaceLineEndings("\r\n"), Server.KnownHosts) });

        Assert.Equal((first, second), (cloned.Revision.Id, moved.Revision.Id));
        Assert.Equal("2", _place.Text(moved.Revision, "a.yaml"));
        Assert.False(moved.MadeAnew);
        Assert.DoesNotContain(Directory.EnumerateFiles(_place.MirrorFolder, "*", SearchOption.AllDirectories), file => File.ReadAllText(file).Contains("PRIVATE KEY", StringComparison.Ordinal));
    }

    [Fact]
    public async Task FetchAsync_FindsACommit_ByItsId()
    {
        var old = _place.Origin.Commit("main", ("a.yaml", "1"));
        _place.Origin.Commit("main", ("a.yaml", "2"));

        Assert.Equal(old, (await _place.FetchAsync(Main with { Reference = new GitReference.Commit(old) })).Revision.Id);
    }

    [Fact]
    public async Task FetchAsync_Refuses_WhenTheHostShowsAnotherKey()
    {
        _place.Origin.Commit("main", ("a.yaml", "1"));
        var problem = await _place.FailAsync(With(new(Server.Identity, Server.KnownHostsWith(Server.NewKey("other").Public))));

        Assert.Equal(FetchFailure.HostKeyMismatch, problem.Failure);
        Assert.Equal("127.0.0.1 shows another key than known_hosts has: somebody may stand in between. If its key was changed, put the new one into known_hosts", problem.Message);
    }

    [Theory]
    [InlineData("")]
    [InlineData("example.com ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIOMqqnkVzrm0SdG6UOoqKLsabgH5C9okWi0dh2l9GKJl")]
    public async Task FetchAsync_Refuses_WhenTheHostIsNotKnown(string knownHosts) =>
        Assert.Equal(FetchFailure.HostKeyUnknown, (await _place.FailAsync(With(new(Server.Identity, knownHosts)))).Failure);

    [Fact]
    public async Task FetchAsync_SaysSo_WhenTheKeyIsNotLetIn()
    {
        var problem = await _place.FailAsync(With(new(Server.NewKey("stranger").Private, Server.KnownHosts)));

        Assert.Equal(FetchFailure.AuthenticationFailed, problem.Failure);
        Assert.Equal($"127.0.0.1 refuses the key for user '{Environment.UserName}': add its public half as a deploy key, or check the user in the URL", problem.Message);
    }

    [Fact]
    public async Task FetchAsync_SaysSo_WhenTheKeyHasAPassphrase()
    {
        var problem = await _place.FailAsync(With(new(Server.NewKey("locked", "a passphrase").Private, Server.KnownHosts)));

        Assert.Equal((FetchFailure.KeyUnusable, "the identity has a passphrase, and there is nobody to ask for it: make a key for this purpose without one"), (problem.Failure, problem.Message));
    }

    [Theory]
    [InlineData("ssh-ed25519 AAAA", "the identity is no private key (-----BEGIN OPENSSH PRIVATE KEY-----): give the file without .pub")]
    [InlineData("-----BEGIN OPENSSH PRIVATE KEY-----\nAAAA\n", "the identity can not be read as a private key: was it stored whole, with its first and last line?")]
    public async Task FetchAsync_SaysSo_WhenTheKeyIsDamaged(string key, string message)
    {
        var problem = await _place.FailAsync(With(new(key, Server.KnownHosts)));

        Assert.Equal((FetchFailure.KeyUnusable, message), (problem.Failure, problem.Message));
    }

    [Fact]
    public async Task FetchAsync_SaysSo_WhenThereIsNoRepository()
    {
        var problem = await _place.FailAsync(Main with { Url = Server.UrlOf("/no/such'place!.git") });

        Assert.Equal((FetchFailure.NoSuchRepository, "127.0.0.1 has no repository '/no/such'place!.git' that this key may see: check path and deploy key"), (problem.Failure, problem.Message));
    }

    [Fact]
    public async Task FetchAsync_SaysSo_WhenNobodyListens()
    {
        var request = Main;
        await Server.DisposeAsync();
        _server = null;

        Assert.Equal(FetchFailure.Unreachable, (await _place.FailAsync(request)).Failure);
    }

    [Fact]
    public async Task FetchAsync_SaysSo_WhenTheHostHasNoAddress() =>
        Assert.Equal(FetchFailure.NameNotResolved, (await _place.FailAsync(Main with { Url = "git@nowhere.invalid:fleet.git" })).Failure);

    [Fact]
    public async Task FetchAsync_SaysWhatToInstall_WhenThereIsNoSsh()
    {
        var problem = await _place.FailAsync(Main with { SshProgram = "no-such-ssh" });

        Assert.Equal((FetchFailure.SshUnavailable, "the ssh program is not installed here: use an image that has the OpenSSH client, or fetch over https://"), (problem.Failure, problem.Message));
        Assert.False(Directory.Exists(Path.Combine(_place.MirrorFolder, "secrets")));
    }

    [Fact]
    public async Task FetchAsync_EndsAtTheDeadline_WhenTheServerHangs()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var silent = Main with { Url = $"ssh://git@127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}/fleet.git", Deadline = TimeSpan.FromSeconds(30) };

        var fetch = _place.FailAsync(silent);
        using var guest = await listener.AcceptTcpClientAsync(Workplace.Stop);
        var key = await File.ReadAllTextAsync(Path.Combine(_place.MirrorFolder, "secrets", "identity"), Workplace.Stop);
        var mode = OperatingSystem.IsWindows() ? default : File.GetUnixFileMode(Path.Combine(_place.MirrorFolder, "secrets", "identity"));
        _clock.Advance(TimeSpan.FromSeconds(30));

        Assert.Equal(FetchFailure.TimedOut, (await fetch).Failure);
        Assert.Equal((Server.Identity, UnixFileMode.UserRead | UnixFileMode.UserWrite), (key, mode));
        Assert.False(Directory.Exists(Path.Combine(_place.MirrorFolder, "secrets")));
    }

    private FetchRequest With(GitCredentials.SshKey key) => _place.Main with { Url = Server.UrlOf(_place.Origin.Folder), Credentials = key };
}
