using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Microsoft.Extensions.Logging;
using Reconciler.Cli.Texts;

namespace Reconciler.Cli.Clusters;

/// <summary>
/// A log of one JSON object in each line: <c>time</c>, <c>level</c>, <c>event</c>, <c>message</c>, and what the message is made of, as <c>namespace</c> or
/// <c>change</c>, under names that begin with a small letter.
/// </summary>
/// <param name="writer">Takes the lines.</param>
/// <param name="clock">Says what time it is.</param>
/// <param name="least">The least that is logged.</param>
internal sealed class JsonLog(TextWriter writer, TimeProvider clock, LogLevel least) : ILogger
{
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly LoggerExternalScopeProvider _scopes = new();
    private readonly Lock _lock = new();

    /// <inheritdoc/>
    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => _scopes.Push(state);

    /// <inheritdoc/>
    public bool IsEnabled(LogLevel logLevel) => logLevel >= least && logLevel != LogLevel.None;

    /// <inheritdoc/>
    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        ArgumentNullException.ThrowIfNull(formatter);
        if (!IsEnabled(logLevel))
        {
            return;
        }

        var bytes = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(bytes, Options))
        {
            json.WriteStartObject();
            json.WriteString("time", LineLog.Instant(clock.GetUtcNow()));
            json.WriteString("level", LineLog.WordOf(logLevel));
            json.WriteString("event", eventId.Name ?? "");
            json.WriteString("message", formatter(state, exception));
            WriteFields(json, state);
            if (exception is not null)
            {
                json.WriteString("exception", exception.ToString());
            }

            json.WriteEndObject();
        }

        var line = Encoding.UTF8.GetString(bytes.WrittenSpan);
        lock (_lock)
        {
            writer.WriteLine(line);
        }
    }

    // What the message names counts before what surrounds it; of two that are called alike, the first.
    private void WriteFields<TState>(Utf8JsonWriter json, TState state)
    {
        var known = new HashSet<string>(["time", "level", "event", "message", "exception"], StringComparer.Ordinal);
        Write(state);
        _scopes.ForEachScope((scope, _) => Write(scope), 0);

        void Write(object? part)
        {
            foreach (var (key, value) in part as IEnumerable<KeyValuePair<string, object?>> ?? [])
            {
                var name = JsonNamingPolicy.CamelCase.ConvertName(key);
                if (key != "{OriginalFormat}" && value is not null && known.Add(name))
                {
                    json.WritePropertyName(name);
                    WriteValue(json, value);
                }
            }
        }
    }

    private static void WriteValue(Utf8JsonWriter json, object value)
    {
        switch (value)
        {
            case bool flag:
                json.WriteBooleanValue(flag);
                break;
            case int number:
                json.WriteNumberValue(number);
                break;
            case long number:
                json.WriteNumberValue(number);
                break;
            case double number when double.IsFinite(number):
                json.WriteNumberValue(number);
                break;
            default:
                json.WriteStringValue(Convert.ToString(value, CultureInfo.InvariantCulture));
                break;
        }
    }
}
