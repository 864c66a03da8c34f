using LibGit2Sharp;

namespace Reconciler.Git.Fetching.Transports;

/// <summary>
/// Git over SSH: the <c>ssh</c> program, started by us. The library can start it too (core.sshCommand), but would neither end it when it
/// hangs nor let us read why it failed.
/// </summary>
internal sealed class SshTransport : SmartSubtransport
{
    private SshConversation? _conversation;
    private Pipe? _pipe;

    // The list of references and the objects go over one connection.
    protected override SmartSubtransportStream Action(string url, GitSmartSubtransportAction action)
    {
        var session = FetchSession.Current;
        try
        {
            _conversation ??= SshConversation.Start(session);
            return _pipe ??= new(this, session, _conversation);
        }
        catch (FetchException problem)
        {
            session.Record(problem);
            throw;
        }
    }

    protected override void Close()
    {
        _conversation?.Dispose();
        (_conversation, _pipe) = (null, null);
        base.Close();
    }

    private sealed class Pipe(SshTransport transport, FetchSession session, SshConversation conversation) : SessionStream(transport, session)
    {
        protected override int Receive(Memory<byte> buffer) => conversation.Receive(buffer);

        protected override void Send(ReadOnlySpan<byte> data) => conversation.Send(data);
    }
}
