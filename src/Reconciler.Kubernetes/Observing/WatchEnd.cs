namespace Reconciler.Kubernetes.Observing;

/// <summary>Why a watch ended.</summary>
public enum WatchEnd
{
    /// <summary>After its time, as the server was asked to: the ordinary end.</summary>
    Ended,

    /// <summary>Without a word, long before its time.</summary>
    Early,

    /// <summary>The server has forgotten where it was (410): everything is listed anew.</summary>
    Expired,

    /// <summary>The server did not answer, broke off, fell silent, or refused.</summary>
    Failed,
}
