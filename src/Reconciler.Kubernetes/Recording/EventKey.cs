using System.Security.Cryptography;
using System.Text;
using Reconciler.Kubernetes.Objects;

namespace Reconciler.Kubernetes.Recording;

/// <summary>What makes two events one.</summary>
internal sealed record EventKey(EventSubject About, EventType Type, string Reason, string Message)
{
    private const int LongestName = 253;
    private const int HashLength = 16;

    /// <summary>The event's namespace; events about cluster-scoped objects are kept in <c>default</c>.</summary>
    public string Namespace => About.Name.Namespace ?? "default";

    /// <summary>The event's name: a function of the key, so that a restarted process finds it again.</summary>
    public ResourceName Name
    {
        get
        {
            var key = $"{About.Type}\n{About.Name}\n{About.Uid}\n{Type}\n{Reason}\n{Message}";
            var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(key)))[..HashLength];
            var room = LongestName - HashLength - 1;
            var name = About.Name.Name;
            return new(Namespace, $"{(name.Length > room ? name[..room].TrimEnd('.', '-') : name)}.{hash}");
        }
    }
}

/// <summary>How often something was said.</summary>
internal sealed record Repeats(int Count, DateTimeOffset First, DateTimeOffset Last);
