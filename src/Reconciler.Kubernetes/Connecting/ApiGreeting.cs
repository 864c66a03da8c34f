using System.Globalization;
using System.Text.Json;

namespace Reconciler.Kubernetes.Connecting;

/// <summary>What a server says about itself.</summary>
/// <param name="Version">As <c>v1.37.2</c>; empty where it does not say.</param>
/// <param name="Minor">As 37; 0 where it does not say.</param>
/// <param name="Date">The time on its clock, to the second that has begun; null where it does not say.</param>
public sealed record ApiGreeting(string Version, int Minor, DateTimeOffset? Date)
{
    internal static ApiGreeting Read(ReadOnlyMemory<byte> json, DateTimeOffset? date)
    {
        try
        {
            using var document = JsonDocument.Parse(json);
            return new(TextOf(document.RootElement, "gitVersion"), int.TryParse(TextOf(document.RootElement, "minor").TrimEnd('+'), CultureInfo.InvariantCulture, out var minor) ? minor : 0, date);
        }
        catch (JsonException)
        {
            return new("", 0, date);
        }
    }

    private static string TextOf(JsonElement element, string field) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(field, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString()! : "";
}
