using System.Text.Json;

namespace Reconciler.Kubernetes.Connecting;

/// <summary>The <c>Status</c> object with which the server explains a refusal.</summary>
/// <param name="Code">The HTTP status.</param>
/// <param name="Reason">The machine-readable reason; empty if not given.</param>
/// <param name="Message">One line.</param>
/// <param name="RetryAfter">How long to wait; null if not given.</param>
internal sealed record ApiStatus(int Code, string Reason, string Message, TimeSpan? RetryAfter)
{
    private const int MostText = 2000;

    /// <summary>Reads a body; what is no <c>Status</c> (a proxy's page, say) becomes the message.</summary>
    /// <param name="json">The body.</param>
    /// <param name="code">The HTTP status, unless the body names one.</param>
    public static ApiStatus Read(ReadOnlySpan<byte> json, int code)
    {
        try
        {
            return Parse(json, code);
        }
        catch (Exception problem) when (problem is JsonException or InvalidOperationException or FormatException)
        {
            return new(code, "", OneLine(System.Text.Encoding.UTF8.GetString(json[..Math.Min(json.Length, MostText)])), null);
        }
    }

    /// <summary>A text without its line breaks.</summary>
    public static string OneLine(string text) => string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    private static ApiStatus Parse(ReadOnlySpan<byte> json, int code)
    {
        var reader = new Utf8JsonReader(json);
        using var document = JsonDocument.ParseValue(ref reader);
        var status = document.RootElement;
        var named = status.TryGetProperty("code", out var number) ? number.GetInt32() : code;
        var details = status.TryGetProperty("details", out var found) && found.ValueKind == JsonValueKind.Object ? found : default;
        var wait = details.ValueKind == JsonValueKind.Object && details.TryGetProperty("retryAfterSeconds", out var seconds) && seconds.GetInt32() > 0
            ? TimeSpan.FromSeconds(seconds.GetInt32())
            : (TimeSpan?)null;
        return new(named, Cause(details) ?? Text(status, "reason"), OneLine(Text(status, "message")), wait);
    }

    // The one cause that asks for another answer than its reason, Timeout, does.
    private static string? Cause(JsonElement details) =>
        details.ValueKind == JsonValueKind.Object && details.TryGetProperty("causes", out var causes) && causes.ValueKind == JsonValueKind.Array
        && causes.EnumerateArray().Any(cause => Text(cause, "reason") == "ResourceVersionTooLarge")
            ? "ResourceVersionTooLarge"
            : null;

    private static string Text(JsonElement element, string name) =>
        element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString()! : "";
}
