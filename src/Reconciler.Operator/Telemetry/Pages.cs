using System.Text;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace Reconciler.Operator.Telemetry;

/// <summary>What is served: whether the process works, whether it is ready, and its metrics.</summary>
/// <param name="alive">What <c>/healthz</c> looks at.</param>
/// <param name="ready">What <c>/readyz</c> looks at.</param>
/// <param name="metrics">What <c>/metrics</c> tells.</param>
/// <param name="time">Measures how old the last text of the metrics is.</param>
internal sealed class Pages(Checks alive, Checks ready, Metrics metrics, TimeProvider time) : IHttpApplication<HttpContext>, IDisposable
{
    private const string Plain = "text/plain; charset=utf-8";
    private const string Prometheus = "text/plain; version=0.0.4; charset=utf-8";

    // Who asks more often gets the same text again.
    private static readonly TimeSpan Fresh = TimeSpan.FromMilliseconds(500);

    private readonly SemaphoreSlim _one = new(1);
    private byte[] _text = [];
    private long? _textAt;

    /// <inheritdoc/>
    public HttpContext CreateContext(IFeatureCollection contextFeatures) => new DefaultHttpContext(contextFeatures);

    /// <inheritdoc/>
    public void DisposeContext(HttpContext context, Exception? exception)
    {
        // It holds nothing.
    }

    /// <inheritdoc/>
    public async Task ProcessRequestAsync(HttpContext context)
    {
        var (request, response) = (context.Request, context.Response);
        var stop = context.RequestAborted;
        if (request.Method is not ("GET" or "HEAD"))
        {
            response.Headers.Allow = "GET, HEAD";
            await AnswerAsync(context, StatusCodes.Status405MethodNotAllowed, Plain, "only GET and HEAD\n"u8.ToArray());
            return;
        }

        await (request.Path.Value switch
        {
            "/healthz" => AnswerAsync(context, alive),
            "/readyz" => AnswerAsync(context, ready),
            "/metrics" => AnswerAsync(context, StatusCodes.Status200OK, Prometheus, await MeasureAsync(stop)),
            _ => AnswerAsync(context, StatusCodes.Status404NotFound, Plain, "there are /healthz, /readyz and /metrics\n"u8.ToArray()),
        });
    }

    /// <inheritdoc/>
    public void Dispose() => _one.Dispose();

    private static Task AnswerAsync(HttpContext context, Checks checks)
    {
        var (isGood, text) = checks.Look(context.Request.Query.ContainsKey("verbose"));
        return AnswerAsync(context, isGood ? StatusCodes.Status200OK : StatusCodes.Status503ServiceUnavailable, Plain, Encoding.UTF8.GetBytes(text));
    }

    private static async Task AnswerAsync(HttpContext context, int status, string type, byte[] body)
    {
        var response = context.Response;
        (response.StatusCode, response.ContentType, response.ContentLength) = (status, type, body.Length);
        response.Headers.CacheControl = "no-store";
        if (context.Request.Method != "HEAD")
        {
            await response.Body.WriteAsync(body, context.RequestAborted);
        }
    }

    // The text is made whole before it is sent: who reads slowly holds nothing up.
    private async Task<byte[]> MeasureAsync(CancellationToken stop)
    {
        await _one.WaitAsync(stop);
        try
        {
            if (_textAt is not { } before || time.GetElapsedTime(before) > Fresh)
            {
                using var text = new MemoryStream(_text.Length);
                await metrics.WriteAsync(text, stop);
                (_text, _textAt) = (text.ToArray(), time.GetTimestamp());
            }

            return _text;
        }
        finally
        {
            _one.Release();
        }
    }
}
