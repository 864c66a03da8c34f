using NodaTime;
using Reconciler.Core.Inventory;
using Reconciler.Operator.Stores;

namespace Reconciler.Operator.Tests.Stores;

/// <summary>What could not be written rests by itself.</summary>
public sealed class RetriesTests
{
    private static readonly Instant Begin = Instant.FromUtc(2026, 12, 1, 9, 0);
    private static readonly ObjectRef Bad = new("MaintenanceWindow", "fleet", "bad");
    private static readonly ObjectRef Good = new("MaintenanceWindow", "fleet", "good");

    private readonly Retries _retries = new();

    [Fact]
    public void Object_RestsLongerAfterEachFailure_UpToAMinute()
    {
        var waits = Enumerable.Range(0, 9).Select(_ =>
        {
            _retries.Failed(Bad, Begin, "no");
            return (_retries.Next!.Value - Begin).TotalSeconds;
        }).ToArray();

        Assert.Equal([1, 2, 4, 8, 16, 32, 64, 64, 64], waits);
        Assert.False(_retries.MayTry(Bad, Begin));
        Assert.True(_retries.MayTry(Bad, Begin + Duration.FromSeconds(64)));
        Assert.True(_retries.MayTry(Good, Begin));
    }

    [Fact]
    public void Object_IsTriedAtOnce_WhenItIsAnotherByThen()
    {
        _retries.Failed(Bad, Begin, "409", "7");

        Assert.Equal((false, true), (_retries.MayTry(Bad, Begin, "7"), _retries.MayTry(Bad, Begin, "8")));
    }

    [Fact]
    public void Failure_IsNewsOnce_UntilTheReasonIsAnother()
    {
        Assert.True(_retries.Failed(Bad, Begin, "no"));
        Assert.False(_retries.Failed(Bad, Begin, "no"));
        Assert.True(_retries.Failed(Bad, Begin, "never"));
    }

    [Fact]
    public void Nothing_IsToBeTriedAgain_WhenItWasWrittenOrIsWantedNoMore()
    {
        _retries.Failed(Bad, Begin, "no");
        _retries.Failed(Good, Begin, "no");
        _retries.Done(Good);
        _retries.KeepOnly(reference => reference == Good);

        Assert.Null(_retries.Next);
    }
}
