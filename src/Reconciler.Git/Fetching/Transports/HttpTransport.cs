using LibGit2Sharp;

namespace Reconciler.Git.Fetching.Transports;

/// <summary>Git over HTTP with a client of our own: trust, deadlines and reasons are then in our hands.</summary>
internal sealed class HttpTransport : RpcSmartSubtransport
{
    private HttpConversation? _conversation;

    protected override SmartSubtransportStream Action(string url, GitSmartSubtransportAction action)
    {
        var session = FetchSession.Current;
        try
        {
            _conversation ??= new(session);
            return action switch
            {
                GitSmartSubtransportAction.UploadPackList => new Exchange(this, session, _ => _conversation.Advertisement()),
                GitSmartSubtransportAction.UploadPack => new Exchange(this, session, _conversation.Answer),
                _ => throw new NotSupportedException("nothing is ever pushed"),
            };
        }
        catch (FetchException problem)
        {
            session.Record(problem);
            throw;
        }
    }

    protected override void Dispose()
    {
        _conversation?.Dispose();
        base.Dispose();
    }

    // A question is whole when the first byte of the answer is wanted.
    private sealed class Exchange(HttpTransport transport, FetchSession session, Func<byte[], Stream> ask) : SessionStream(transport, session)
    {
        private readonly List<byte> _question = [];
        private Stream? _answer;

        protected override int Receive(Memory<byte> buffer)
        {
            _answer ??= ask([.. _question]);
            return _answer.ReadAsync(buffer, Session.End).AsTask().GetAwaiter().GetResult();
        }

        protected override void Send(ReadOnlySpan<byte> data) => _question.AddRange(data);

        protected override void Free()
        {
            _answer?.Dispose();
            base.Free();
        }
    }
}
