namespace Reconciler.Kubernetes.Objects;

/// <summary>An object as the server gave it.</summary>
/// <param name="Head">What is read of it.</param>
/// <param name="Json">All of it, UTF-8. Inside the decoding of a cache these bytes live only as long as the call; whoever keeps them copies them.</param>
public readonly record struct ApiObject(ObjectHead Head, ReadOnlyMemory<byte> Json)
{
    /// <summary>Reads the head of an object.</summary>
    /// <param name="json">The object, UTF-8.</param>
    /// <exception cref="System.Text.Json.JsonException">This is no object with a name.</exception>
    public static ApiObject Parse(ReadOnlyMemory<byte> json) => new(HeadReader.Read(json.Span), json);
}
