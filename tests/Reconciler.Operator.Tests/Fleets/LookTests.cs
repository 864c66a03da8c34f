using Reconciler.Api;
using Reconciler.Kubernetes.Objects;
using Reconciler.Operator.Fleets;

namespace Reconciler.Operator.Tests.Fleets;

/// <summary>
/// A pass between two looks that differ tells nobody anything, and another has to follow. So they differ where something was waited for, and only there: of
/// what nobody waited for nobody raises the signal.
/// </summary>
public sealed class LookTests
{
    private static readonly ResourceName Source = new("fleet", "team");
    private readonly Motion _motion = new();

    [Fact]
    public void Look_IsAsBefore_WhenNothingWasWaitedFor()
    {
        var before = _motion.Look();

        Assert.False(_motion.End(Source));
        Assert.False(_motion.Settle([]));

        Assert.Equal(before, _motion.Look());
    }

    [Fact]
    public void Look_IsAnother_WhenARevisionWasAppliedMeanwhile()
    {
        var before = _motion.Look();
        _motion.Begin(Source, isWriting: true);

        Assert.True(_motion.End(Source));

        Assert.NotEqual(before, _motion.Look());
    }

    [Fact]
    public void Look_IsAnother_WhenWhatWasMissingIsPutBack_ButNotWhenItIsMissingOnceMore()
    {
        var missing = new Missing(Source, new(nameof(MaintenanceWindow), "fleet", "patch"), IsEdited: true);
        _motion.Miss(missing);
        var known = _motion.Missing.ToArray();
        var before = _motion.Look();
        _motion.Miss(missing);

        Assert.False(_motion.Settle(known));
        Assert.True(_motion.Settle(_motion.Missing.ToArray()));

        Assert.NotEqual(before, _motion.Look());
        Assert.Empty(_motion.Missing);
    }
}
