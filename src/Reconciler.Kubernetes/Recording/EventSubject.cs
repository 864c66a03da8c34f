using Reconciler.Kubernetes.Objects;

namespace Reconciler.Kubernetes.Recording;

/// <summary>The object that an event is about.</summary>
/// <param name="Type">Its type.</param>
/// <param name="Name">Its name.</param>
/// <param name="Uid">Its uid, so that events of an earlier object of the same name are not shown with it.</param>
public sealed record EventSubject(ResourceType Type, ResourceName Name, string Uid);
