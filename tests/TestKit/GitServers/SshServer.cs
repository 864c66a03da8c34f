using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Reconciler.TestKit.Clusters;
using Xunit;

namespace Reconciler.TestKit.GitServers;

/// <summary>Debian's <c>sshd</c> on loopback, with a host key and an authorized key of its own; it lets the user of the tests in.</summary>
public sealed class SshServer : IAsyncDisposable
{
    private const string Program = "/usr/sbin/sshd";

    private readonly string _folder = Directory.CreateTempSubdirectory("reconciler-sshd-").FullName;
    private readonly int _port = Ports.Free(1)[0];
    private readonly Guarded _process;

    private SshServer()
    {
        MakeKey("host");
        MakeKey("identity");
        File.Copy(PathOf("identity.pub"), PathOf("authorized_keys"));
        File.WriteAllLines(PathOf("config"),
        [
            string.Create(CultureInfo.InvariantCulture, $"Port {_port}"), "ListenAddress 127.0.0.1", $"HostKey {PathOf("host")}", $"AuthorizedKeysFile {PathOf("authorized_keys")}",
            "PidFile none", "UsePAM no", "StrictModes no", "PasswordAuthentication no", "KbdInteractiveAuthentication no", "PermitRootLogin prohibit-password",
        ]);
        if (Environment.IsPrivilegedProcess)
        {
            Directory.CreateDirectory("/run/sshd");
        }

        _process = Guarded.Start(PathOf("log"), Program, "-D", "-e", "-f", PathOf("config"));
    }

    /// <summary>A repository on this machine, as an SSH URL.</summary>
    public string UrlOf(string repository) => string.Create(CultureInfo.InvariantCulture, $"ssh://{Environment.UserName}@127.0.0.1:{_port}{repository}");

    /// <summary>The private key that it lets in.</summary>
    public string Identity => File.ReadAllText(PathOf("identity"));

    /// <summary>What <c>ssh-keyscan</c> would print of it.</summary>
    public string KnownHosts => KnownHostsWith(File.ReadAllText(PathOf("host.pub")));

    /// <summary>A line of known_hosts that has another key of this server.</summary>
    public string KnownHostsWith(string publicKey) => string.Create(CultureInfo.InvariantCulture, $"[127.0.0.1]:{_port} {string.Join(' ', publicKey.Split(' ').Take(2))}\n");

    /// <summary>Makes a key that nobody knows.</summary>
    /// <returns>Both halves.</returns>
    public (string Private, string Public) NewKey(string name, string passphrase = "")
    {
        MakeKey(name, passphrase);
        return (File.ReadAllText(PathOf(name)), File.ReadAllText(PathOf($"{name}.pub")));
    }

    /// <summary>Starts one and waits until it listens; skips the test where the program is missing.</summary>
    public static async Task<SshServer> StartAsync(CancellationToken stop)
    {
        Assert.SkipUnless(File.Exists(Program), "sshd is not installed: apt-get install openssh-server");
        var server = new SshServer();
        while (true)
        {
            using var client = new TcpClient();
            try
            {
                await client.ConnectAsync(IPAddress.Loopback, server._port, stop);
                return server;
            }
            catch (SocketException)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System, stop);
            }
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _process.StopAsync("TERM");
        Directory.Delete(_folder, recursive: true);
    }

    private string PathOf(string name) => Path.Combine(_folder, name);

    private void MakeKey(string name, string passphrase = "")
    {
        using var process = Process.Start(new ProcessStartInfo("ssh-keygen", ["-q", "-t", "ed25519", "-N", passphrase, "-C", "test", "-f", PathOf(name)]))!;
        process.WaitForExit();
    }
}
