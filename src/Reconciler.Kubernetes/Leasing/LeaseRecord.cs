using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using Reconciler.Kubernetes.Objects;

namespace Reconciler.Kubernetes.Leasing;

/// <summary>The <c>spec</c> of a Lease, and the version it was read at.</summary>
public sealed record LeaseRecord
{
    /// <summary>The type of leases.</summary>
    public static ResourceType Type { get; } = new("coordination.k8s.io", "v1", "leases", "Lease", Namespaced: true);

    private const string MicroTime = "yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'";

    /// <summary>Who holds it; empty for nobody.</summary>
    public string HolderIdentity { get; init; } = "";

    /// <summary>How long after a renewal others wait.</summary>
    public int LeaseDurationSeconds { get; init; }

    /// <summary>When the holder took it, by the holder's clock.</summary>
    public string? AcquireTime { get; init; }

    /// <summary>When the holder last renewed it, by the holder's clock: nothing that others could compare with theirs.</summary>
    public string? RenewTime { get; init; }

    /// <summary>How often the holder changed.</summary>
    public int LeaseTransitions { get; init; }

    /// <summary>The object's version; empty for one that is to be created.</summary>
    [JsonIgnore]
    public string Version { get; init; } = "";

    /// <summary>Six digits always: the server refuses an instant without a fraction.</summary>
    public static string Instant(DateTimeOffset instant) => instant.UtcDateTime.ToString(MicroTime, CultureInfo.InvariantCulture);

    /// <summary>Reads a lease; one without a <c>spec</c> is held by nobody.</summary>
    public static LeaseRecord Read(ApiObject lease)
    {
        using var document = JsonDocument.Parse(lease.Json);
        var spec = document.RootElement.TryGetProperty("spec", out var found) ? found.Deserialize(LeaseJson.Default.LeaseRecord) : null;
        return (spec ?? new()) with { Version = lease.Head.ResourceVersion };
    }

    /// <summary>The object to write.</summary>
    public byte[] ToJson(string space, string name, IReadOnlyDictionary<string, string>? annotations)
    {
        var spec = JsonSerializer.Serialize(this, LeaseJson.Default.LeaseRecord);
        var metadata = JsonSerializer.Serialize(new LeaseMetadata(space, name, Version.Length > 0 ? Version : null, annotations), LeaseJson.Default.LeaseMetadata);
        return System.Text.Encoding.UTF8.GetBytes($$"""{"apiVersion":"coordination.k8s.io/v1","kind":"Lease","metadata":{{metadata}},"spec":{{spec}}}""");
    }
}

/// <summary>The <c>metadata</c> of a lease that is written.</summary>
internal sealed record LeaseMetadata(string Namespace, string Name, string? ResourceVersion, IReadOnlyDictionary<string, string>? Annotations);

/// <summary>The JSON of leases.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(LeaseRecord))]
[JsonSerializable(typeof(LeaseMetadata))]
internal sealed partial class LeaseJson : JsonSerializerContext;
