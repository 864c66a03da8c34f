using Reconciler.Api;

namespace Reconciler.Core.Inventory;

/// <summary>An object as people declared it, and where.</summary>
/// <typeparam name="T">Its kind.</typeparam>
/// <param name="Value">The object; its namespace is filled in.</param>
/// <param name="Source">Where it was read from.</param>
public sealed record Declared<T>(T Value, Source Source)
    where T : Resource
{
    /// <summary>Namespace and name.</summary>
    public ObjectKey Key { get; } = new(Value.Metadata.Namespace ?? "", Value.Metadata.Name);

    /// <summary>Kind, namespace and name.</summary>
    public ObjectRef Reference { get; } = new(typeof(T).Name, Value.Metadata.Namespace ?? "", Value.Metadata.Name);

    /// <summary>
    /// Change key of what is one change, and what those of its changes begin with where it is several: <c>namespace/kind/name</c>. Made once, for
    /// every pass asks for it.
    /// </summary>
    public string ChangeKey { get; } = $"{Value.Metadata.Namespace}/{typeof(T).Name}/{Value.Metadata.Name}";
}
