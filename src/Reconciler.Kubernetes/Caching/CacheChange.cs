namespace Reconciler.Kubernetes.Caching;

/// <summary>One object of a cache is another than before.</summary>
/// <param name="Old">Before; null if it is new.</param>
/// <param name="New">After; null if it is gone.</param>
/// <param name="IsAdopted">It is the answer to a write of our own, given by <see cref="ResourceCache{T}.Adopt"/>; false if the server told. The server's
/// event of our own write may come before the adopted answer: whoever wants to know what others changed compares generation, labels and annotations.</param>
/// <typeparam name="T">What objects are decoded to.</typeparam>
public sealed record CacheChange<T>(CachedObject<T>? Old, CachedObject<T>? New, bool IsAdopted)
    where T : class;
