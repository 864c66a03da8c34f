using Reconciler.Operator.Tests.Given;
using Reconciler.Operator.Worlds;

namespace Reconciler.Operator.Tests.Worlds;

/// <summary>Parts that are worth nothing without each other.</summary>
public sealed class TogetherTests
{
    [Fact]
    public async Task Others_AreEnded_AndTheFailureIsTold_WhenOneFails()
    {
        var isEnded = false;

        await Assert.ThrowsAsync<FormatException>(() => Together.RunAsync([EndlessAsync, FailAsync], Bed.Stop));

        Assert.True(isEnded);

        async Task EndlessAsync(CancellationToken stop)
        {
            try
            {
                await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, stop);
            }
            finally
            {
                isEnded = true;
            }
        }

        static async Task FailAsync(CancellationToken stop)
        {
            await Task.Yield();
            throw new FormatException();
        }
    }
}
