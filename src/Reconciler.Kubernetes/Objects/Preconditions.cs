using System.Text.Json.Nodes;

namespace Reconciler.Kubernetes.Objects;

/// <summary>Delete this very object, or none.</summary>
/// <param name="Uid">It must still be the object with this uid; null: whichever has the name.</param>
/// <param name="ResourceVersion">It must not have changed since; null: whatever it is by now.</param>
public sealed record Preconditions(string? Uid = null, string? ResourceVersion = null)
{
    internal byte[] ToDeleteOptions()
    {
        var conditions = new JsonObject();
        if (Uid is not null) conditions["uid"] = Uid;
        if (ResourceVersion is not null) conditions["resourceVersion"] = ResourceVersion;
        return new JsonObject { ["apiVersion"] = "v1", ["kind"] = "DeleteOptions", ["preconditions"] = conditions }.ToUtf8();
    }
}
