using Reconciler.Core.Inventory;
using Reconciler.Operator.Stores;

namespace Reconciler.Operator.Tests.Stores;

/// <summary>What the operator remembers of its own writes.</summary>
public sealed class IntentionsTests
{
    private static readonly ObjectRef Window = new("MaintenanceWindow", "fleet", "patch");
    private readonly Intentions _intentions = new();

    [Fact]
    public void Intention_IsForgotten_WithItsObject()
    {
        _intentions.Write(Window, 1);
        _intentions.Stored(Window, 1, 2);

        _intentions.Forget(Window, 2);

        Assert.Equal(0, _intentions.Count);
    }

    [Fact]
    public void Intention_IsForgotten_WhenTheDeletionWasTheLastThatWasMeant()
    {
        _intentions.Write(Window, 0);

        _intentions.Forget(Window, 7);

        Assert.Equal(0, _intentions.Count);
    }

    [Fact]
    public async Task Deletion_IsOurs_UnlessItFailed()
    {
        await _intentions.DeleteAsync(Window, () => Task.FromResult(true));
        Assert.True(_intentions.IsOurs(Window, 0));

        await Assert.ThrowsAsync<IOException>(() => _intentions.DeleteAsync(Window, () => Task.FromException<bool>(new IOException())));
        Assert.False(_intentions.IsOurs(Window, 0));
    }

    [Fact]
    public void Intention_Stays_WhenTheDeletionOfAnEarlierObjectOfTheNameIsHeardLate()
    {
        _intentions.Write(Window, 5);

        _intentions.Forget(Window, 2);

        Assert.True(_intentions.IsOurs(Window, 5));
    }
}
