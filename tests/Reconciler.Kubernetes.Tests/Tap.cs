using System.Net;
using System.Text;
using System.Threading.Channels;

namespace Reconciler.Kubernetes.Tests;

/// <summary>Sits between us and the sockets: hears each request, may answer in the server's place, and may lose lines of what the server says.</summary>
internal sealed class Tap(HttpMessageHandler sockets) : DelegatingHandler(sockets)
{
    private readonly Channel<string> _heard = Channel.CreateUnbounded<string>();

    /// <summary>What to do before a request passes.</summary>
    public Func<HttpRequestMessage, Task> Before { get; set; } = _ => Task.CompletedTask;

    /// <summary>An answer in the server's place; null lets the request pass.</summary>
    public Func<HttpRequestMessage, HttpResponseMessage?> Instead { get; set; } = _ => null;

    /// <summary>Lines with this text never arrive.</summary>
    public string? Loses { get; set; }

    /// <summary>The next request, as <c>GET /path?query</c>, that contains a text.</summary>
    public async Task<string> HearAsync(string text)
    {
        while (true)
        {
            var heard = await _heard.Reader.ReadAsync(Plane.Stop);
            if (heard.Contains(text, StringComparison.Ordinal))
            {
                return heard;
            }
        }
    }

    /// <summary>A refusal as the server words it.</summary>
    public static HttpResponseMessage Refusal(int code, string reason, string message, int? retryAfter = null)
    {
        var answer = new HttpResponseMessage((HttpStatusCode)code)
        {
            Content = new StringContent($$"""{"kind":"Status","apiVersion":"v1","status":"Failure","message":"{{message}}","reason":"{{reason}}","code":{{code}}}"""),
        };
        if (retryAfter is { } seconds)
        {
            answer.Headers.RetryAfter = new(TimeSpan.FromSeconds(seconds));
        }

        return answer;
    }

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        _heard.Writer.TryWrite($"{request.Method} {request.RequestUri!.PathAndQuery}");
        await Before(request).WaitAsync(cancellationToken);
        if (Instead(request) is { } answer)
        {
            return answer;
        }

        var real = await base.SendAsync(request, cancellationToken);
        if (real.IsSuccessStatusCode && request.RequestUri.Query.Contains("watch=true", StringComparison.Ordinal))
        {
            real.Content = new StreamContent(new LineStream(await real.Content.ReadAsStreamAsync(cancellationToken), IsLost));
        }

        return real;
    }

    private bool IsLost(string line) => Loses is { } text && line.Contains(text, StringComparison.Ordinal);

    /// <summary>Passes whole lines, but for those that are lost.</summary>
    private sealed class LineStream(Stream inner, Func<string, bool> isLost) : Stream
    {
        private readonly StreamReader _lines = new(inner);
        private ReadOnlyMemory<byte> _rest;

        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => throw new NotSupportedException();

        public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            while (_rest.IsEmpty)
            {
                var line = await _lines.ReadLineAsync(cancellationToken);
                if (line is null)
                {
                    return 0;
                }

                _rest = isLost(line) ? default : Encoding.UTF8.GetBytes(line + "\n");
            }

            var count = Math.Min(buffer.Length, _rest.Length);
            _rest[..count].CopyTo(buffer);
            _rest = _rest[count..];
            return count;
        }

        public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        public override void Flush() => throw new NotSupportedException();

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        protected override void Dispose(bool disposing)
        {
            _lines.Dispose();
            base.Dispose(disposing);
        }
    }
}
