namespace Reconciler.Engine.Watching;

/// <summary>Says that something was changed. Any number of changes between two questions are one.</summary>
public interface IChangeSignal
{
    /// <summary>Waits for a change since the question before; one that came in between is answered at once.</summary>
    /// <param name="stop">Ends the waiting; a change that comes meanwhile is kept for the next question.</param>
    /// <returns>The change.</returns>
    /// <exception cref="OperationCanceledException">The waiting was ended.</exception>
    Task WaitAsync(CancellationToken stop);
}
