using Microsoft.Extensions.Logging;

namespace Reconciler.Kubernetes.Recording;

/// <summary>What the recorder tells of itself.</summary>
internal sealed partial class EventLog(ILogger logger)
{
    private readonly ILogger _logger = logger;

    public void Failed(Exception problem) => LogFailed(problem.Message);

    public void Dropped(long count) => LogDropped(count);

    [LoggerMessage(21, LogLevel.Debug, "an event could not be written and is dropped: {Problem}", EventName = "EventFailed")]
    private partial void LogFailed(string problem);

    [LoggerMessage(22, LogLevel.Warning, "{Count} events were dropped: too many waited, or the server did not take them; statuses and this log say the same", EventName = "EventDropped")]
    private partial void LogDropped(long count);
}
