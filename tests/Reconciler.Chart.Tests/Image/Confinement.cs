using System.Diagnostics;
using System.Runtime.InteropServices;
using Reconciler.Chart.Tests.Given;

namespace Reconciler.Chart.Tests.Image;

/// <summary>The published program in a place like the image's: see <c>confined.sh</c>.</summary>
internal sealed class Confinement : IAsyncDisposable
{
    private const string User = "65532:65532";
    private static readonly string[] Root = Environment.IsPrivilegedProcess ? [] : ["sudo", "-n"];

    private readonly string _folder = Directory.CreateTempSubdirectory("reconciler-confined-").FullName;

    private Confinement()
    {
    }

    /// <summary>The only folder that can be written.</summary>
    public string Data => Path.Combine(_folder, "data");

    private string Account => Path.Combine(_folder, "account");

    private string Passwd => Path.Combine(_folder, "passwd");

    /// <summary>Takes the program as it is shipped, or publishes what the tests were built with; skips the test where a process can not be confined.</summary>
    public static async Task<Confinement> NewAsync()
    {
        var can = OperatingSystem.IsLinux() ? await Command.RunAsync(AsRoot("unshare", "--mount", "setpriv", "--version")) : new(1, "", "no Linux");
        Assert.SkipUnless(can.Code == 0, $"needs Linux, root or sudo without a password, unshare and setpriv: {can.Error}");
        var place = new Confinement();
        foreach (var folder in new[] { place.Data, place.Account })
        {
            Directory.CreateDirectory(folder);
        }

        var app = Path.Combine(place._folder, "app");
        if (PublishedProgram.Path is { } shipped)
        {
            await MustAsync("cp", "-r", Path.GetDirectoryName(shipped)!, app);
        }
        else
        {
            var configuration = new DirectoryInfo(AppContext.BaseDirectory).Parent!.Name;
            var published = await Command.RunAsync(new("dotnet", ["publish", Repository.PathOf("src", "Reconciler.Cli"), "--no-build", "--configuration", configuration, "--output", app]));
            Assert.True(published.Code == 0, published.Output + published.Error);
        }

        // What src/Reconciler.Cli/Image/Containerfile adds.
        await File.WriteAllTextAsync(place.Passwd, "root:x:0:0:root:/root:/bin/sh\nreconciler:x:65532:65532::/data:/usr/sbin/nologin\n", TestContext.Current.CancellationToken);
        await MustAsync("chown", User, place.Data);
        await MustAsync("chmod", "-R", "a+rX,go-w", place._folder);
        return place;
    }

    /// <summary>Starts the program as a pod does.</summary>
    /// <param name="pod">What the pod starts.</param>
    /// <param name="token">The service account's token.</param>
    /// <param name="authority">Path of the certificate authority of the server.</param>
    /// <param name="port">The server's port on loopback.</param>
    public OperatorRun Start(Pod pod, string token, string authority, int port)
    {
        File.WriteAllText(Path.Combine(Account, "token"), token);
        File.Copy(authority, Path.Combine(Account, "ca.crt"), overwrite: true);
        var variables = new Dictionary<string, string>(pod.Variables)
        {
            ["PATH"] = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin",
            ["DOTNET_gcConcurrent"] = "1",
            ["DOTNET_ROOT"] = Path.GetFullPath(Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), "..", "..", "..")),
            ["KUBERNETES_SERVICE_HOST"] = "127.0.0.1",
            ["KUBERNETES_SERVICE_PORT"] = $"{port}",
        };
        return new(
            AsRoot(["unshare", "--mount", "/bin/sh", Repository.PathOf("tests", "Reconciler.Chart.Tests", "Image", "confined.sh"), Data, Account, Passwd,
                .. variables.Select(variable => $"{variable.Key}={variable.Value}"), Path.Combine(_folder, "app", "reconciler"), .. pod.Arguments]),
            Root);
    }

    /// <summary>What lies in the folder that can be written, and whose it is.</summary>
    public async Task<string> ListAsync() => (await Command.RunAsync(AsRoot("find", Data, "-printf", "%u:%g %P\n"))).Output;

    /// <inheritdoc/>
    public async ValueTask DisposeAsync() => await MustAsync("rm", "-rf", _folder);

    private static async Task MustAsync(params string[] words)
    {
        var done = await Command.RunAsync(AsRoot(words));
        Assert.True(done.Code == 0, done.Error);
    }

    private static ProcessStartInfo AsRoot(params string[] words)
    {
        string[] all = [.. Root, .. words];
        return new(all[0], all[1..]);
    }
}
