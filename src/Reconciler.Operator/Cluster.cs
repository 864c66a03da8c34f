using Reconciler.Engine;
using Reconciler.Kubernetes.Connecting;
using Reconciler.Kubernetes.Objects;
using Reconciler.Kubernetes.Observing;
using Reconciler.Operator.Worlds;

namespace Reconciler.Operator;

/// <summary>A connection to a cluster.</summary>
public sealed class Cluster : IDisposable
{
    private readonly ApiAccess _access;
    private readonly ApiConnection _connection;

    private Cluster(ApiAccess access, TimeProvider time, IApiObserver? observer)
    {
        _access = access;
        _connection = new(access, time) { Observer = observer };
        (Namespace, Objects) = (access.Namespace, new(_connection, time, Chance.Next));
    }

    /// <summary>The namespace of the context or of the service account; <c>default</c> where none is named.</summary>
    public string Namespace { get; }

    internal ApiObjects Objects { get; }

    /// <summary>Connects as kubectl does; nothing is asked of the server yet.</summary>
    /// <param name="kubeconfig">A kubeconfig file; null: <c>$KUBECONFIG</c>, else the service account of a pod, else <c>~/.kube/config</c>.</param>
    /// <param name="context">The context in it; null: its current one.</param>
    /// <param name="time">Measures waits.</param>
    /// <returns>The connection.</returns>
    /// <exception cref="EngineException">It can not be told where the cluster is, or who we are.</exception>
    public static Cluster Connect(string? kubeconfig, string? context, TimeProvider time)
    {
        try
        {
            return new(ApiAccess.Find(kubeconfig, context, time), time, observer: null);
        }
        catch (ApiAccessException problem)
        {
            throw new EngineException(problem.Message, problem);
        }
    }

    /// <summary>Whether there is a namespace.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="stop">Gives up.</param>
    /// <returns>Null: that can not be asked, or may not be.</returns>
    public async Task<bool?> HasNamespaceAsync(string name, CancellationToken stop)
    {
        try
        {
            return name.Length == 0 ? null : await Objects.FindAsync(KnownTypes.Namespaces, new(null, name), stop) is not null;
        }
        catch (ApiException)
        {
            return null;
        }
    }

    /// <summary>The same cluster by connections of its own.</summary>
    /// <param name="observer">Is told of what passes over them.</param>
    /// <param name="time">Measures waits.</param>
    internal Cluster ObservedBy(IApiObserver observer, TimeProvider time) => new(_access, time, observer);

    /// <inheritdoc/>
    public void Dispose() => _connection.Dispose();
}
