namespace Reconciler.Kubernetes.Connecting;

/// <summary>There is no way to the API server as configured: no kubeconfig, no such context, an unreadable certificate.</summary>
/// <param name="message">One line that names the file and says how to mend it.</param>
/// <param name="inner">What lies beneath, if anything.</param>
public sealed class ApiAccessException(string message, Exception? inner = null) : Exception(message, inner);
