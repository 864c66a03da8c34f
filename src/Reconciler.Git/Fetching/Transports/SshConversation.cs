using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using System.Text;

namespace Reconciler.Git.Fetching.Transports;

/// <summary>A running <c>ssh</c>. It gets the given key and known_hosts only: no agent, no configuration and no keys of the user, no questions.</summary>
internal sealed class SshConversation : IDisposable
{
    private const int MostComplaints = 16 << 10;

    private readonly FetchSession _session;
    private readonly Process _process;
    private readonly StringBuilder _complaints = new();
    private readonly CancellationTokenRegistration _ending;

    private SshConversation(FetchSession session, Process process)
    {
        (_session, _process) = (session, process);
        process.ErrorDataReceived += (_, line) =>
        {
            if (line.Data is { } text && _complaints.Length + text.Length < MostComplaints)
            {
                _complaints.Append(text).Append('\n');
            }
        };
        process.BeginErrorReadLine();
        _ending = session.End.Register(Kill);
    }

    /// <summary>Starts it.</summary>
    /// <exception cref="FetchException">There is no such program, or the key has no usable form.</exception>
    public static SshConversation Start(FetchSession session)
    {
        var start = new ProcessStartInfo(session.Request.SshProgram, ArgumentsFor((RemoteAddress.Ssh)session.Address, SecretFiles.Write(session)))
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        foreach (var name in new[] { "SSH_AUTH_SOCK", "SSH_ASKPASS", "SSH_AGENT_PID", "DISPLAY" })
        {
            start.Environment.Remove(name);
        }

        try
        {
            return new(session, Process.Start(start)!);
        }
        catch (Win32Exception problem)
        {
            throw new FetchException(FetchFailure.SshUnavailable, "the ssh program is not installed here: use an image that has the OpenSSH client, or fetch over https://", problem);
        }
    }

    public int Receive(Memory<byte> buffer)
    {
        var count = _process.StandardOutput.BaseStream.Read(buffer.Span);
        return count > 0 ? count : throw Complaint();
    }

    public void Send(ReadOnlySpan<byte> data)
    {
        try
        {
            _process.StandardInput.BaseStream.Write(data);
            _process.StandardInput.BaseStream.Flush();
        }
        catch (IOException)
        {
            throw Complaint();
        }
    }

    public void Dispose()
    {
        _ending.Dispose();
        Kill();
        _process.WaitForExit();
        _process.Dispose();
        SecretFiles.Remove(_session.Secrets);
    }

    // The server never ends the conversation by itself, so an end is always a failure. All of the complaints are read by the time that it has exited.
    private Exception Complaint()
    {
        _process.WaitForExit();
        _session.End.ThrowIfCancellationRequested();
        return SshProblem.Of(_complaints.ToString(), (RemoteAddress.Ssh)_session.Address);
    }

    private void Kill()
    {
        try
        {
            _process.Kill(entireProcessTree: true);
        }
        catch (InvalidOperationException)
        {
            // It has ended by itself.
        }
    }

    private static List<string> ArgumentsFor(RemoteAddress.Ssh address, (string Key, string KnownHosts) files)
    {
        List<string> arguments = ["-F", "/dev/null", "-T", "-x", "-a", "-i", files.Key];
        string[] options =
        [
            "BatchMode=yes", "IdentitiesOnly=yes", "IdentityAgent=none", "PreferredAuthentications=publickey", "StrictHostKeyChecking=yes",
            $"UserKnownHostsFile=\"{files.KnownHosts}\"", "GlobalKnownHostsFile=/dev/null", "UpdateHostKeys=no", "ControlPath=none", "PermitLocalCommand=no",
            "ClearAllForwardings=yes", "LogLevel=ERROR",
        ];
        foreach (var option in options)
        {
            arguments.AddRange(["-o", option]);
        }

        if (address.Port is { } port)
        {
            arguments.AddRange(["-p", port.ToString(CultureInfo.InvariantCulture)]);
        }

        // The server's shell reads this line; quotes and exclamation marks are taken out of the quoting as Git does.
        var path = address.Path.Replace("'", "'\\''", StringComparison.Ordinal).Replace("!", "'\\!'", StringComparison.Ordinal);
        arguments.AddRange(["-l", address.User, "--", address.Host, $"git-upload-pack '{path}'"]);
        return arguments;
    }
}
