namespace Reconciler.Kubernetes.Recording;

/// <summary>Who speaks, and how much at most.</summary>
/// <param name="Component">The program's name, shown as <c>From</c>.</param>
/// <param name="Instance">This process, as the pod's name.</param>
public sealed record EventOptions(string Component, string Instance)
{
    /// <summary>Events that wait to be written; what comes when so many wait is dropped. Default: 1000.</summary>
    public int Capacity { get; init; } = 1000;

    /// <summary>The least rest after each write, so that a burst of events does not get in the way of what matters. Default: 20 ms.</summary>
    public TimeSpan Pause { get; init; } = TimeSpan.FromMilliseconds(20);

    /// <summary>How many times as long as the write took the rest is at least: a server that is busy with what matters gets fewer events. Default: 9.</summary>
    public int Restraint { get; init; } = 9;

    /// <summary>How long what still waits is written when the recorder is stopped. Default: 2 s.</summary>
    public TimeSpan Flush { get; init; } = TimeSpan.FromSeconds(2);
}
