using Microsoft.Extensions.Logging;

namespace Reconciler.Kubernetes.Recording;

/// <summary>What the recorder tells of itself.</summary>
internal sealed partial class EventLog(ILogger logger)
{
    private readonly ILogger _logger = logger;

    public void Dropped(Exception problem) => LogDropped(problem.Message);

    [LoggerMessage(21, LogLevel.Debug, "an event could not be written and is dropped: {Problem}")]
    private partial void LogDropped(string problem);
}
