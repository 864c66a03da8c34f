using System.Collections.Concurrent;
using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;
using Reconciler.Api;
using Reconciler.Core.Inventory;
using Reconciler.Git;
using Reconciler.Manifests;
using Reconciler.Operator.Worlds;

namespace Reconciler.Operator.Fleets;

/// <summary>An object that a revision declares. What it says is read again when it is to be written.</summary>
/// <param name="Reference">The object.</param>
/// <param name="File">Path of the file that it stands in.</param>
/// <param name="Blob">Object id of that file's content.</param>
/// <param name="Digest">Of all that it says, as <see cref="Annotations.Applied"/> has it.</param>
/// <param name="Content">Of what it says beside its metadata.</param>
/// <param name="Labels">Its labels.</param>
/// <param name="Notes">Its annotations.</param>
internal sealed record WantedObject(
    ObjectRef Reference, string File, string Blob, string Digest, UInt128 Content, ImmutableArray<KeyValuePair<string, string>> Labels, ImmutableArray<KeyValuePair<string, string>> Notes)
{
    /// <summary>Takes the digests of an object.</summary>
    /// <param name="manifest">What is declared.</param>
    /// <param name="json">The same as UTF-8.</param>
    /// <param name="file">Path of the file that it stands in.</param>
    /// <param name="blob">Object id of that file's content.</param>
    public static WantedObject Of(ClusterManifest manifest, ReadOnlyMemory<byte> json, string file, string blob)
    {
        using var document = JsonDocument.Parse(json);
        return new(manifest.Object, file, blob, JsonDigest.Of(document.RootElement).ToString("x32", null), Known.ContentDigest(document.RootElement), TextsOf(manifest.Json, "labels"), TextsOf(manifest.Json, "annotations"));
    }

    private static ImmutableArray<KeyValuePair<string, string>> TextsOf(JsonObject json, string field) =>
        json["metadata"]![field] is JsonObject texts ? [.. texts.Where(text => !Ours.Contains(text.Key)).Select(text => KeyValuePair.Create(text.Key, text.Value!.ToString()))] : [];

    // What people copied out of a cluster may have them: what they say there is not what is declared.
    private static readonly FrozenSet<string> Ours = FrozenSet.Create(Annotations.Fleet, Annotations.FleetNamespace, Annotations.Applied, Annotations.Revision, Annotations.Author);
}

/// <summary>Everything that a revision declares.</summary>
/// <param name="Revision">The commit.</param>
/// <param name="Name">As statuses name it: <c>main@sha1:…</c>.</param>
/// <param name="Objects">The objects.</param>
/// <param name="Digest">Of all of them: <c>sha256:…</c>.</param>
/// <param name="Path">Folder or file that was read; empty: all.</param>
/// <param name="Space">Namespace of objects that name none.</param>
internal sealed record WantedTree(
    Revision Revision, string Name, ImmutableDictionary<ObjectRef, WantedObject> Objects, string Digest, string Path, string Space)
{
    /// <summary>What objects say that were read now and not before, UTF-8. Each is taken out when it is to be written; what is not here is read again.</summary>
    public ConcurrentDictionary<ObjectRef, byte[]> Texts { get; init; } = [];

    /// <summary>The same to be kept: the texts of a large fleet would be held for nothing.</summary>
    public WantedTree WithoutTexts() => this with { Texts = [] };

    /// <summary>From where it was read, as statuses say it.</summary>
    public FleetPlace Place => new() { Path = Path, TargetNamespace = Space };

    /// <summary>What was asked for, of a revision as statuses name it: its branch or tag, or the commit itself.</summary>
    public static string ReferenceOf(string shown) => shown.LastIndexOf("sha1:", StringComparison.Ordinal) is > 0 and var at ? shown[..(at - 1)] : shown["sha1:".Length..];

    /// <summary>A revision as statuses name it.</summary>
    public static string NameOf(Revision revision) => revision.Name == revision.Id ? $"sha1:{revision.Id}" : $"{revision.Name}@sha1:{revision.Id}";
}
