using Reconciler.Kubernetes.Objects;

namespace Reconciler.Kubernetes.Caching;

/// <summary>An object of a cache.</summary>
/// <param name="Head">Name, versions, labels, annotations.</param>
/// <param name="Value">What it was decoded to; null if it could not be.</param>
/// <param name="Problem">Why it could not be decoded; null if it could.</param>
/// <typeparam name="T">What objects are decoded to.</typeparam>
public sealed record CachedObject<T>(ObjectHead Head, T? Value, Exception? Problem)
    where T : class;
