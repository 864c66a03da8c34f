using Microsoft.Extensions.Logging;
using Reconciler.Kubernetes.Objects;

namespace Reconciler.Kubernetes.Caching;

/// <summary>What a cache tells of itself.</summary>
internal sealed partial class CacheLog(ILogger logger, ResourceType type)
{
    private readonly ILogger _logger = logger;

    public void Expired(Exception problem) => LogExpired(type, problem.Message);

    public void WentBack(string newest, string version) => LogWentBack(type, newest, version);

    public void Lost(Exception problem) => LogLost(type, problem.Message);

    public void Found() => LogFound(type);

    public void CheckFailed(Exception problem) => LogCheckFailed(type, problem.Message);

    public void Nameless(Exception problem) => LogNameless(type, problem.Message);

    [LoggerMessage(1, LogLevel.Information, "{Type}: the server has forgotten where the watch was, listing anew: {Problem}", EventName = "WatchExpired")]
    private partial void LogExpired(ResourceType type, string problem);

    [LoggerMessage(2, LogLevel.Warning, "{Type}: the server's store went back from version {Newest} to {Version}: everything is read anew", EventName = "WatchWentBack")]
    private partial void LogWentBack(ResourceType type, string newest, string version);

    [LoggerMessage(3, LogLevel.Warning, "{Type}: can not be followed, trying again: {Problem}", EventName = "WatchLost")]
    private partial void LogLost(ResourceType type, string problem);

    [LoggerMessage(4, LogLevel.Information, "{Type}: is followed again", EventName = "WatchFound")]
    private partial void LogFound(ResourceType type);

    [LoggerMessage(5, LogLevel.Debug, "{Type}: a rolling check broke off: {Problem}", EventName = "WatchCheckFailed")]
    private partial void LogCheckFailed(ResourceType type, string problem);

    [LoggerMessage(6, LogLevel.Error, "{Type}: an object without a readable name is passed over: {Problem}", EventName = "WatchNameless")]
    private partial void LogNameless(ResourceType type, string problem);
}
