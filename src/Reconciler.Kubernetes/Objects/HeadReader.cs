using System.Text.Json;

namespace Reconciler.Kubernetes.Objects;

/// <summary>Reads the <c>metadata</c> of an object and passes over the rest, so that a list of thousands costs little.</summary>
internal static class HeadReader
{
    private const string LastApplied = "kubectl.kubernetes.io/last-applied-configuration";

    /// <summary>Reads an object's head; stops behind its metadata.</summary>
    /// <exception cref="JsonException">This is no object with a name.</exception>
    public static ObjectHead Read(ReadOnlySpan<byte> json)
    {
        var head = ReadUnnamed(json);
        Expect(head.Name.Name.Length > 0, "metadata.name");
        return head;
    }

    /// <summary>Reads the head of what may have no name, as a bookmark.</summary>
    /// <exception cref="JsonException">This is no object with metadata.</exception>
    public static ObjectHead ReadUnnamed(ReadOnlySpan<byte> json)
    {
        var reader = new Utf8JsonReader(json);
        Expect(reader.Read() && reader.TokenType == JsonTokenType.StartObject, "the object");
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var isMetadata = reader.ValueTextEquals("metadata"u8);
            Expect(reader.Read(), "a value");
            if (isMetadata)
            {
                return Metadata(ref reader);
            }

            reader.Skip();
        }

        throw new JsonException("metadata is missing");
    }

    private static ObjectHead Metadata(ref Utf8JsonReader reader)
    {
        Expect(reader.TokenType == JsonTokenType.StartObject, "metadata");
        string? space = null, name = null, uid = null, version = null;
        var generation = 0L;
        DateTimeOffset? created = null, deleted = null;
        StringMap labels = StringMap.Empty, annotations = StringMap.Empty;
        IReadOnlyList<string> owners = [], finalizers = [];
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            switch (Key(ref reader))
            {
                case "name": name = Text(ref reader); break;
                case "namespace": space = Text(ref reader); break;
                case "uid": uid = Text(ref reader); break;
                case "resourceVersion": version = Text(ref reader); break;
                case "generation": generation = Number(ref reader); break;
                case "creationTimestamp": created = Instant(ref reader); break;
                case "deletionTimestamp": deleted = Instant(ref reader); break;
                case "labels": labels = Map(ref reader); break;
                case "annotations": annotations = Map(ref reader); break;
                case "ownerReferences": owners = Owners(ref reader); break;
                case "finalizers": finalizers = Texts(ref reader); break;
                default: reader.Skip(); break;
            }
        }

        return new()
        {
            Name = new(string.IsNullOrEmpty(space) ? null : string.Intern(space), name ?? ""),
            Uid = uid ?? "",
            ResourceVersion = version ?? "",
            Generation = generation,
            CreatedAt = created,
            DeletedAt = deleted,
            Labels = labels,
            Annotations = annotations,
            Owners = owners,
            Finalizers = finalizers,
        };
    }

    // The keys that are read, without a new string for each of those that are not; stands on the value afterwards.
    private static string Key(ref Utf8JsonReader reader)
    {
        var key = reader.ValueTextEquals("name"u8) ? "name"
            : reader.ValueTextEquals("namespace"u8) ? "namespace"
            : reader.ValueTextEquals("uid"u8) ? "uid"
            : reader.ValueTextEquals("resourceVersion"u8) ? "resourceVersion"
            : reader.ValueTextEquals("generation"u8) ? "generation"
            : reader.ValueTextEquals("creationTimestamp"u8) ? "creationTimestamp"
            : reader.ValueTextEquals("deletionTimestamp"u8) ? "deletionTimestamp"
            : reader.ValueTextEquals("labels"u8) ? "labels"
            : reader.ValueTextEquals("annotations"u8) ? "annotations"
            : reader.ValueTextEquals("ownerReferences"u8) ? "ownerReferences"
            : reader.ValueTextEquals("finalizers"u8) ? "finalizers"
            : "";
        Expect(reader.Read(), "a value");
        return key;
    }

    private static StringMap Map(ref Utf8JsonReader reader)
    {
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            reader.Skip();
            return StringMap.Empty;
        }

        var entries = new List<KeyValuePair<string, string>>();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var isLastApplied = reader.ValueTextEquals(LastApplied);
            var key = isLastApplied ? LastApplied : string.Intern(reader.GetString()!);
            reader.Read();
            if (isLastApplied || Text(ref reader) is not { } value)
            {
                reader.Skip();
                continue;
            }

            entries.Add(new(key, value));
        }

        return StringMap.Of(entries);
    }

    private static List<string> Owners(ref Utf8JsonReader reader)
    {
        var owners = new List<string>();
        if (reader.TokenType != JsonTokenType.StartArray)
        {
            reader.Skip();
            return owners;
        }

        var depth = reader.CurrentDepth;
        while (reader.Read() && reader.CurrentDepth > depth)
        {
            if (reader.TokenType == JsonTokenType.PropertyName && reader.ValueTextEquals("uid"u8) && reader.Read() && Text(ref reader) is { } uid)
            {
                owners.Add(uid);
            }
        }

        return owners;
    }

    private static List<string> Texts(ref Utf8JsonReader reader)
    {
        var texts = new List<string>();
        if (reader.TokenType != JsonTokenType.StartArray)
        {
            reader.Skip();
            return texts;
        }

        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            if (Text(ref reader) is { } text)
            {
                texts.Add(text);
            }
        }

        return texts;
    }

    private static string? Text(ref Utf8JsonReader reader)
    {
        if (reader.TokenType == JsonTokenType.String)
        {
            return reader.GetString();
        }

        reader.Skip();
        return null;
    }

    private static long Number(ref Utf8JsonReader reader)
    {
        if (reader.TokenType == JsonTokenType.Number)
        {
            return reader.TryGetInt64(out var number) ? number : 0;
        }

        reader.Skip();
        return 0;
    }

    private static DateTimeOffset? Instant(ref Utf8JsonReader reader)
    {
        if (reader.TokenType == JsonTokenType.String)
        {
            return reader.TryGetDateTimeOffset(out var instant) ? instant : null;
        }

        reader.Skip();
        return null;
    }

    private static void Expect(bool found, string what)
    {
        if (!found)
        {
            throw new JsonException($"{what} is missing or no JSON of its kind");
        }
    }
}
