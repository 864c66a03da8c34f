using System.Collections.Immutable;
using System.Text.Json;
using Reconciler.Api;
using Reconciler.Kubernetes.Objects;
using Reconciler.Manifests;

namespace Reconciler.Operator.Worlds;

/// <summary>What is kept of an object that people wrote, of a window that was generated, or of a ConfigMap of templates.</summary>
internal sealed record Known
{
    /// <summary>The field manager of what the operator makes.</summary>
    public const string Manager = "reconciler";

    /// <summary>The field manager of what fleet sources apply.</summary>
    public const string FleetManager = "reconciler-fleet";

    /// <summary>The annotations that say which commit made it what it is, and who wrote that.</summary>
    public static readonly ImmutableArray<string> Stamps = [Annotations.Revision, Annotations.Author];

    /// <summary>What it says; of a generated window nothing: such ones are made anew, never read.</summary>
    public required FileContents Contents { get; init; }

    /// <summary>Its status in the cluster.</summary>
    public required KnownStatus Status { get; init; }

    /// <summary>Of a generated window: digest of what was made. 0: people made it.</summary>
    public UInt128 Made { get; init; }

    /// <summary>Of what a fleet source applied: digest of what it says beside its metadata. 0: none applied it.</summary>
    public UInt128 Applied { get; init; }

    /// <summary>Of what a fleet source applied: whether somebody else wrote the commit or the author that it names.</summary>
    public bool IsForged { get; init; }

    /// <summary>Whether a fleet source applied it.</summary>
    public bool IsApplied => Applied != 0;

    /// <summary>Whether the operator made it.</summary>
    public bool IsGenerated => Made != 0;

    /// <summary>Whether a window looks like a generated one, and is none: somebody copied it, or put it back from a backup.</summary>
    public bool IsCopy => !IsGenerated && Head.Labels[Annotations.OriginKind] is not null;

    /// <summary>Its head.</summary>
    public required ObjectHead Head { get; init; }

    /// <summary>Reads an object of a type; of one whose specification, labels and annotations are as before only the status.</summary>
    public static Known Read(ResourceType type, ApiObject found, Known? former)
    {
        using var document = JsonDocument.Parse(found.Json);
        var (root, head) = (document.RootElement, found.Head);
        var status = KnownStatus.Of(root);
        if (former is not null && IsSame(former.Head, head))
        {
            return former with { Status = status, Made = former.IsGenerated ? MadeDigest(root) : 0, Head = head };
        }

        var applied = IsMarked(head) ? EntriesOf(FleetManager, root) : [];
        return new()
        {
            Contents = ManifestReader.ReadObject($"{type.Plural}/{head.Name}", found.Json.Span, withStatus: false),
            Status = status,
            Made = IsOurs(type, head, root) ? MadeDigest(root) : 0,
            Applied = applied.IsEmpty ? 0 : ContentDigest(root),
            IsForged = IsMarked(head) && HasForeignStamp(head, applied),
            Head = head,
        };
    }

    /// <summary>The digest of what makes a generated window: its labels, owners and specification.</summary>
    public static UInt128 MadeDigest(ReadOnlyMemory<byte> json)
    {
        using var document = JsonDocument.Parse(json);
        return MadeDigest(document.RootElement);
    }

    private static UInt128 MadeDigest(JsonElement root)
    {
        var metadata = root.GetProperty("metadata");
        return unchecked(Of(metadata, "labels") + (Of(metadata, "ownerReferences") * 3) + (Of(root, "spec") * 5));

        static UInt128 Of(JsonElement parent, string field) => parent.TryGetProperty(field, out var value) ? JsonDigest.Of(value) : 0;
    }

    /// <summary>The digest of what people write into an object, beside its metadata.</summary>
    public static UInt128 ContentDigest(ReadOnlyMemory<byte> json)
    {
        using var document = JsonDocument.Parse(json);
        return ContentDigest(document.RootElement);
    }

    /// <summary>The digest of what people write into an object, beside its metadata.</summary>
    public static UInt128 ContentDigest(JsonElement root)
    {
        UInt128 sum = 1;
        foreach (var field in root.EnumerateObject().Where(field => field.Name is not ("apiVersion" or "kind" or "metadata" or "status")).OrderBy(field => field.Name, StringComparer.Ordinal))
        {
            sum = unchecked((sum * 31) + JsonDigest.Of(field.Value));
        }

        return sum;
    }

    private static bool IsSame(ObjectHead before, ObjectHead after) =>
        after.Generation > 0 && after.Generation == before.Generation && after.Uid == before.Uid
        && after.Labels.Equals(before.Labels) && after.Annotations.Equals(before.Annotations);

    // People may copy a generated window with its labels: it is ours only where we wrote its specification.
    private static bool IsOurs(ResourceType type, ObjectHead head, JsonElement root) =>
        type == KnownTypes.Windows && head.Labels[Annotations.OriginKind] is not null && head.Owners.Count > 0 && !EntriesOf(Manager, root).IsEmpty;

    // Its labels may have been taken off.
    private static bool IsMarked(ObjectHead head) => (head.Labels[Annotations.Fleet] ?? head.Annotations[Annotations.Applied]) is not null;

    private static bool HasForeignStamp(ObjectHead head, ImmutableArray<JsonElement> ours) =>
        Stamps.Any(stamp => head.Annotations[stamp] is not null && !ours.Any(entry => Owns(entry, "f:metadata", "f:annotations", $"f:{stamp}")));

    private static bool Owns(JsonElement entry, params ReadOnlySpan<string> path)
    {
        if (!entry.TryGetProperty("fieldsV1", out var field))
        {
            return false;
        }

        foreach (var step in path)
        {
            if (!field.TryGetProperty(step, out field))
            {
                return false;
            }
        }

        return true;
    }

    private static ImmutableArray<JsonElement> EntriesOf(string who, JsonElement root) =>
        root.GetProperty("metadata").TryGetProperty("managedFields", out var managers)
            ? [.. managers.EnumerateArray().Where(entry => entry.TryGetProperty("manager", out var manager) && manager.ValueEquals(who) && !entry.TryGetProperty("subresource", out _))]
            : [];
}
