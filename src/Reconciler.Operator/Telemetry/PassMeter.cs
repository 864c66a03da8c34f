using Reconciler.Core.Inventory;
using Reconciler.Core.Planning;
using Reconciler.Core.Policy;
using Reconciler.Engine.Passes;

namespace Reconciler.Operator.Telemetry;

/// <summary>Counts passes, and what they found. Nothing of a plan is kept: it is large.</summary>
/// <param name="metrics">Gets the counts.</param>
/// <param name="clock">Says what time it is.</param>
internal sealed class PassMeter(Metrics metrics, TimeProvider clock)
{
    private static readonly string[] Results = [Metrics.Wrote, Metrics.Rested, Metrics.Unplanned, Metrics.Conflicted, Metrics.Failed];

    /// <summary>A pass came to its end.</summary>
    /// <param name="result">What it found and did.</param>
    /// <param name="took">How long it took.</param>
    /// <param name="unreadable">Objects that could not be read.</param>
    public void Pass(PassResult result, TimeSpan took, IEnumerable<ObjectRef> unreadable)
    {
        metrics.PassDuration.Observe(took.TotalSeconds);
        metrics.Unreadable.Count(unreadable, subject => subject.Kind);
        metrics.Findings.Become(result.Findings
            .CountBy(finding => (finding.Rule, finding.Severity, IsWaived: finding.WaivedBy is not null))
            .Select(each => (Labels(each.Key.Rule, each.Key.Severity, each.Key.IsWaived), (double)each.Value)));
        if (result.Plan is not { } plan)
        {
            Count(Metrics.Unplanned);
            return;
        }

        Count((result.Written is { } written ? written.Statuses + written.Windows : 0) + result.Sent.Length > 0 ? Metrics.Wrote : Metrics.Rested);
        metrics.LastPass.Set(Seconds(clock.GetUtcNow()));
        metrics.NextWake.Become(plan.NextWake is { } wake ? Seconds(wake.ToDateTimeOffset()) : null);
        Describe(plan);
    }

    /// <summary>Somebody else wrote meanwhile.</summary>
    public void Conflict() => Count(Metrics.Conflicted);

    /// <summary>A pass broke off.</summary>
    /// <param name="unreadable">Objects that could not be read: perhaps that is why.</param>
    public void Failure(IEnumerable<ObjectRef> unreadable)
    {
        metrics.Unreadable.Count(unreadable, subject => subject.Kind);
        Count(Metrics.Failed);
    }

    /// <summary>An instant as Prometheus has it.</summary>
    public static double Seconds(DateTimeOffset instant) => (instant - DateTimeOffset.UnixEpoch).TotalSeconds;

    private static string[] Labels(string rule, Severity severity, bool isWaived) =>
        [rule, severity switch { Severity.Error => "error", Severity.Warning => "warning", _ => "info" }, isWaived ? "true" : "false"];

    private void Describe(Plan plan)
    {
        metrics.Changes.Count(plan.Entries, entry => entry.State.ToString());
        metrics.Notices.Count(plan.Notices, notice => notice.State.ToString());
        metrics.Held.Set(plan.Hold?.Notices.Length ?? 0);
    }

    private void Count(string result)
    {
        metrics.Passes.WithLabels(result).Inc();
        metrics.LastResult.Become(Results.Select(each => (new[] { each }, each == result ? 1.0 : 0.0)));
    }
}
