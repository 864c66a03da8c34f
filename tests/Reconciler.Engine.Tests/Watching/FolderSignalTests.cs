using Reconciler.Engine.Tests.Given;
using Reconciler.Engine.Watching;

namespace Reconciler.Engine.Tests.Watching;

/// <summary>Changes of a fleet's files, as the system reports them and as a look at them finds them.</summary>
public sealed class FolderSignalTests : IDisposable
{
    private readonly Bed _bed = new Bed().With("one.yaml", "a: 1");
    private readonly TestClock _clock = new(new(2026, 12, 1, 9, 0, 0, TimeSpan.Zero));

    [Fact]
    public async Task Wait_Ends_WhenTheSystemReportsAChange()
    {
        using var signal = new FolderSignal(_bed.Location, _clock);
        var change = signal.WaitAsync(TestContext.Current.CancellationToken);
        _bed.With("two.yaml", "a: 2");
        await change;
    }

    [Fact]
    public async Task Wait_EndsAtTheNextLook_WhenTheSystemReportsNothing()
    {
        using var elsewhere = new Bed().With("linked.yaml", "a: 1");
        Directory.CreateSymbolicLink(Path.Combine(_bed.FleetFolder, "linked"), elsewhere.FleetFolder);
        using var signal = new FolderSignal(_bed.Location, _clock);
        var change = signal.WaitAsync(TestContext.Current.CancellationToken);
        elsewhere.With("linked.yaml", "a: 10");
        Assert.False(change.IsCompleted);
        _clock.Advance(FolderSignal.Poll);
        await change;
    }

    [Fact]
    public async Task Wait_GoesOn_WhenARunWritesItsStore()
    {
        Directory.CreateDirectory(Path.Combine(_bed.FleetFolder, ".reconciler"));
        using var signal = new FolderSignal(_bed.Location, _clock);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        var change = signal.WaitAsync(stop.Token);
        _bed.With(".reconciler/status.yaml", "a: 1");
        _clock.Advance(FolderSignal.Poll);
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => change);
    }

    /// <inheritdoc/>
    public void Dispose() => _bed.Dispose();
}
