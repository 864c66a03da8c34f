using Reconciler.Api;
using Reconciler.Core.Policy;
using Reconciler.Kubernetes.Objects;
using Reconciler.Manifests;

namespace Reconciler.Operator.Worlds;

/// <summary>A ticket or a notice as the cluster keeps it.</summary>
/// <typeparam name="T">Its kind.</typeparam>
/// <param name="Value">The object, with no more of its metadata than what the plan gave it.</param>
/// <param name="Version">Its resource version.</param>
/// <param name="Uid">Its uid.</param>
/// <param name="Spec">Digest of its specification.</param>
/// <param name="Status">Digest of its status; 0: it has none.</param>
internal sealed record Kept<T>(T Value, string Version, string Uid, UInt128 Spec, UInt128 Status)
    where T : Resource
{
    /// <summary>Reads an object of a type. What can not be read throws, for it must never look like one that is not there.</summary>
    /// <exception cref="FormatException">It can not be read.</exception>
    public static Kept<T> Read(ResourceType type, ApiObject found)
    {
        var contents = ManifestReader.ReadObject($"{type.Plural}/{found.Head.Name}", found.Json.Span, withStatus: true);
        if (contents.Objects is not [{ Value: T value }])
        {
            throw new FormatException(contents.Problems.FirstOrDefault(problem => problem.Severity == Severity.Error)?.Message ?? $"it is no {type.Kind}");
        }

        var metadata = new ObjectMeta { Name = value.Metadata.Name, Namespace = value.Metadata.Namespace, Labels = value.Metadata.Labels };
        return new((T)(value with { Metadata = metadata }), found.Head.ResourceVersion, found.Head.Uid, JsonDigest.Of(found.Json, "spec"), JsonDigest.Of(found.Json, "status"));
    }
}
