using Reconciler.Api;
using Reconciler.Core.Inventory;
using Reconciler.Manifests.Binding;
using Reconciler.Manifests.Writing;

namespace Reconciler.Manifests;

/// <summary>Records to JSON, as the Kubernetes API takes it: the same fields as <see cref="ManifestWriter"/> writes, those that equal their default left out.</summary>
public static class ManifestJson
{
    /// <summary>Writes an object: <c>apiVersion</c>, <c>kind</c>, <c>metadata</c>, <c>spec</c>, and <c>status</c> where it has one.</summary>
    /// <param name="resource">A record of a kind of the API.</param>
    /// <returns>UTF-8.</returns>
    public static byte[] Write(Resource resource)
    {
        var kind = Kinds.Of(resource);
        return Write(kind.Info.Kind, output => kind.Shape.WriteFields(resource, output));
    }

    /// <summary>Writes the status of an object alone: <c>apiVersion</c>, <c>kind</c>, name and namespace, and <c>status</c>.</summary>
    /// <param name="subject">The object.</param>
    /// <param name="status">A record of its kind's status type.</param>
    /// <param name="version">The resource version that is meant; null: whichever the object has.</param>
    /// <returns>UTF-8.</returns>
    public static byte[] WriteStatus(ObjectRef subject, object status, string? version = null)
    {
        ArgumentNullException.ThrowIfNull(subject);
        ArgumentNullException.ThrowIfNull(status);
        return Write(subject.Kind, output => ManifestWriter.WriteStatus(subject, status, version, output));
    }

    /// <summary>Whether two records are written alike.</summary>
    /// <typeparam name="T">A type of records of the API, or of several.</typeparam>
    /// <param name="left">One.</param>
    /// <param name="right">Another.</param>
    /// <returns>True where no field differs, whatever the records hold.</returns>
    public static bool AreSame<T>(T left, T right)
        where T : class =>
        ReferenceEquals(left, right) || (left.GetType() == right.GetType() && Shapes.Of(left.GetType()).AreSame(left, right));

    private static byte[] Write(string kind, Action<FieldWriter> writeRest)
    {
        using var output = new JsonText();
        ManifestWriter.Write(kind, writeRest, output);
        return output.Finish();
    }
}
