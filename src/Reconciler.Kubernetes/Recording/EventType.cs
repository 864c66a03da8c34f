namespace Reconciler.Kubernetes.Recording;

/// <summary>Whether somebody should look.</summary>
public enum EventType
{
    /// <summary>As it should be.</summary>
    Normal,

    /// <summary>Somebody should look.</summary>
    Warning,
}
