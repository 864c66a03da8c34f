using Reconciler.Api;
using Reconciler.Core.Inventory;
using Reconciler.Manifests.Binding;
using Reconciler.Manifests.Writing;

namespace Reconciler.Manifests;

/// <summary>
/// Records to YAML. Deterministic: LF, fields in the order of declaration, instants in UTC, fields that equal their default left out.
/// What <see cref="ManifestReader"/> makes of the text equals what was written.
/// </summary>
public static class ManifestWriter
{
    /// <summary>Writes several objects, as one file holds them.</summary>
    /// <param name="resources">The objects.</param>
    /// <returns>A document for each, in their order; empty where there are none.</returns>
    public static string WriteAll(IEnumerable<Resource> resources) => string.Join("---\n", resources.Select(Write));

    /// <summary>Writes an object: <c>apiVersion</c>, <c>kind</c>, <c>metadata</c>, <c>spec</c>, and <c>status</c> where it has one.</summary>
    /// <param name="resource">A record of a kind of the API.</param>
    /// <returns>One document, with a line end at the end.</returns>
    public static string Write(Resource resource)
    {
        var kind = Kinds.Of(resource);
        return Write(kind.Info.Kind, output => kind.Shape.WriteFields(resource, output));
    }

    /// <summary>Writes the status of an object alone: <c>apiVersion</c>, <c>kind</c>, name and namespace, and <c>status</c>.</summary>
    /// <param name="subject">The object.</param>
    /// <param name="status">A record of its kind's status type.</param>
    /// <returns>One document, with a line end at the end.</returns>
    public static string WriteStatus(ObjectRef subject, object status)
    {
        ArgumentNullException.ThrowIfNull(subject);
        ArgumentNullException.ThrowIfNull(status);
        return Write(subject.Kind, output => WriteStatus(subject, status, null, output));
    }

    /// <summary>Writes what follows the head of an object of which only the status is told.</summary>
    internal static void WriteStatus(ObjectRef subject, object status, string? version, FieldWriter output)
    {
        output.Text("metadata");
        var metadata = new ObjectMeta { Name = subject.Name, Namespace = subject.Namespace.Length == 0 ? null : subject.Namespace, ResourceVersion = version };
        Shapes.Of(typeof(ObjectMeta)).Write(metadata, output);
        output.Text("status");
        Shapes.Of(status.GetType()).Write(status, output);
    }

    /// <summary>Writes the fields of a record of the API as one document, without a head: a spec, for digests and for people.</summary>
    internal static string WriteRecord(object record)
    {
        using var output = new YamlText();
        Shapes.Of(record.GetType()).Write(record, output);
        return output.Finish();
    }

    private static string Write(string kind, Action<FieldWriter> writeRest)
    {
        using var output = new YamlText();
        Write(kind, writeRest, output);
        return output.Finish();
    }

    /// <summary>Writes an object: its head, and what the caller writes after it.</summary>
    internal static void Write(string kind, Action<FieldWriter> writeRest, FieldWriter output)
    {
        output.BeginMapping();
        output.Text("apiVersion");
        output.Text(ApiGroup.ApiVersion);
        output.Text("kind");
        output.Text(kind);
        writeRest(output);
        output.EndMapping();
    }
}
