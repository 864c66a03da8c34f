using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Reconciler.Kubernetes.Objects;

namespace Reconciler.Kubernetes.Recording;

/// <summary>Events of <c>core/v1</c> as JSON.</summary>
internal static class EventJson
{
    private const int LongestMessage = 1024;
    private const string Ellipsis = "…";

    public static byte[] Create(EventKey key, Repeats repeats, EventOptions options)
    {
        var about = key.About;
        return new JsonObject
        {
            ["apiVersion"] = "v1",
            ["kind"] = "Event",
            ["metadata"] = new JsonObject { ["name"] = key.Name.Name, ["namespace"] = key.Namespace },
            ["involvedObject"] = new JsonObject
            {
                ["apiVersion"] = about.Type.ApiVersion,
                ["kind"] = about.Type.Kind,
                ["namespace"] = about.Name.Namespace,
                ["name"] = about.Name.Name,
                ["uid"] = about.Uid,
            },
            ["type"] = key.Type.ToString(),
            ["reason"] = key.Reason,
            ["message"] = Cut(key.Message),
            ["count"] = repeats.Count,
            ["firstTimestamp"] = Instant(repeats.First),
            ["lastTimestamp"] = Instant(repeats.Last),
            ["source"] = new JsonObject { ["component"] = options.Component },
            ["reportingComponent"] = options.Component,
            ["reportingInstance"] = options.Instance,
        }.ToUtf8();
    }

    public static byte[] Repeat(Repeats repeats) =>
        new JsonObject { ["count"] = repeats.Count, ["lastTimestamp"] = Instant(repeats.Last) }.ToUtf8();

    public static Repeats Read(ApiObject found)
    {
        using var document = JsonDocument.Parse(found.Json);
        var root = document.RootElement;
        var count = root.TryGetProperty("count", out var number) && number.ValueKind == JsonValueKind.Number ? number.GetInt32() : 1;
        return new(count, default, default);
    }

    // The limit counts bytes.
    private static string Cut(string message)
    {
        if (Encoding.UTF8.GetByteCount(message) <= LongestMessage)
        {
            return message;
        }

        var length = 0;
        var room = LongestMessage - Encoding.UTF8.GetByteCount(Ellipsis);
        foreach (var rune in message.EnumerateRunes().TakeWhile(rune => (room -= rune.Utf8SequenceLength) >= 0))
        {
            length += rune.Utf16SequenceLength;
        }

        return message[..length] + Ellipsis;
    }

    private static string Instant(DateTimeOffset instant) => instant.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}
