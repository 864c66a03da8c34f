using Microsoft.Extensions.Logging;
using Reconciler.Operator.Events;

namespace Reconciler.Operator.Hosting;

/// <summary>Puts events where people look: into the log.</summary>
/// <param name="log">Gets them.</param>
internal sealed class EventSink(ILogger log)
{
    /// <summary>Says it.</summary>
    public void Report(ClusterEvent news)
    {
        var (kind, space, name) = news.Object;
        if (news.IsWarning)
        {
            log.Warned(kind, space, name, news.Reason, news.Message);
        }
        else
        {
            log.Happened(kind, space, name, news.Reason, news.Message);
        }
    }
}
