using Microsoft.Extensions.Logging;

namespace Reconciler.Operator.Hosting;

/// <summary>What the operator says about its work, one line each.</summary>
internal static partial class OperatorLog
{
    [LoggerMessage(19, LogLevel.Information, "reconciler {Version}: announce {Announce}, namespace {Watches}, lease {Lease}, outbox {Outbox}, repositories {Data}")]
    public static partial void Starting(this ILogger log, string version, string announce, string watches, string lease, string outbox, string data);

    [LoggerMessage(1, LogLevel.Information, "leading as {Identity}; reading the cluster")]
    public static partial void Leading(this ILogger log, string identity);

    [LoggerMessage(2, LogLevel.Information, "read {Objects} objects in {Milliseconds} ms")]
    public static partial void Synced(this ILogger log, int objects, long milliseconds);

    [LoggerMessage(3, LogLevel.Information, "pass over {Entries} changes; {Statuses} statuses, {Windows} windows and {Sent} notices written in {Milliseconds} ms; next wake {NextWake}")]
    public static partial void Passed(this ILogger log, int entries, int statuses, int windows, int sent, long milliseconds, string nextWake);

    [LoggerMessage(11, LogLevel.Debug, "pass over {Entries} changes in {Milliseconds} ms: everything is as it should be")]
    public static partial void Rested(this ILogger log, int entries, long milliseconds);

    [LoggerMessage(4, LogLevel.Warning, "nothing is planned: {Problem}")]
    public static partial void Stopped(this ILogger log, string problem);

    [LoggerMessage(5, LogLevel.Information, "{Conflict}; deciding anew")]
    public static partial void Conflicted(this ILogger log, string conflict);

    [LoggerMessage(20, LogLevel.Information, "a revision is being applied: {Sent} notices were sent, the others are decided on anew")]
    public static partial void CutShort(this ILogger log, int sent);

    [LoggerMessage(6, LogLevel.Error, "the pass failed, and is tried again in {Seconds} s: {Problem}")]
    public static partial void Failed(this ILogger log, double seconds, string problem);

    [LoggerMessage(17, LogLevel.Information, "asked to end: nothing new is begun")]
    public static partial void Stopping(this ILogger log);

    [LoggerMessage(18, LogLevel.Information, "health and metrics at {Address}")]
    public static partial void Listening(this ILogger log, string address);

    [LoggerMessage(7, LogLevel.Information, "leading no more")]
    public static partial void Deposed(this ILogger log);

    [LoggerMessage(12, LogLevel.Error, "the term failed, and a new one begins in {Seconds} s")]
    public static partial void TermFailed(this ILogger log, double seconds, Exception problem);

    [LoggerMessage(13, LogLevel.Warning, "nobody is told anything: what people write is not known for more than 2 minutes: {Trouble}")]
    public static partial void Blinded(this ILogger log, string trouble);

    [LoggerMessage(14, LogLevel.Information, "what people write is known again")]
    public static partial void Seeing(this ILogger log);

    [LoggerMessage(8, LogLevel.Information, "{Kind} {Namespace}/{Name}: {Reason}: {Message}")]
    public static partial void Happened(this ILogger log, string kind, string @namespace, string name, string reason, string message);

    [LoggerMessage(9, LogLevel.Warning, "{Kind} {Namespace}/{Name}: {Reason}: {Message}")]
    public static partial void Warned(this ILogger log, string kind, string @namespace, string name, string reason, string message);

    [LoggerMessage(10, LogLevel.Warning, "still reading: {Trouble}")]
    public static partial void Waiting(this ILogger log, string trouble);

    [LoggerMessage(15, LogLevel.Warning, "FleetSource {Fleet} is not followed just now: {Problem}")]
    public static partial void SyncFailed(this ILogger log, string fleet, string problem);

    [LoggerMessage(16, LogLevel.Warning, "The folder {Folder} of a fleet source that is gone can not be removed: {Problem}")]
    public static partial void FolderStays(this ILogger log, string folder, string problem);

    [LoggerMessage(21, LogLevel.Warning, "Credentials that an earlier process left in {Folder} can not be removed: {Problem}")]
    public static partial void SecretsStay(this ILogger log, string folder, string problem);
}
