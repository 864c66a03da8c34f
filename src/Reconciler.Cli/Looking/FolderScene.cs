using NodaTime;
using NodaTime.Extensions;
using Reconciler.Cli.Arguments;
using Reconciler.Core.Policy;
using Reconciler.Engine.Passes;
using Reconciler.Engine.Stores;
using Reconciler.Engine.Watching;
using Reconciler.Engine.Worlds;

namespace Reconciler.Cli.Looking;

/// <summary>A fleet in files, with its folder store.</summary>
/// <param name="location">The files.</param>
/// <param name="store">The store; it may be missing.</param>
/// <param name="shell">What commands touch.</param>
internal sealed class FolderScene(FleetLocation location, StoreFolder store, Shell shell) : IScene
{
    private readonly FolderWorld _world = new(location, shell.Input);
    private readonly Lazy<FolderSignal> _changes = new(() => new FolderSignal(location, shell.Clock));

    /// <inheritdoc/>
    public string Title { get; } = FleetArguments.TitleOf(location);

    /// <inheritdoc/>
    public IChangeSignal Changes => _changes.Value;

    /// <inheritdoc/>
    public async Task<PassResult> LookAsync(Instant? now, CancellationToken stop)
    {
        var instant = now ?? Instant.FromUnixTimeSeconds(shell.Clock.GetCurrentInstant().ToUnixTimeSeconds());
        var fleet = await _world.ReadAsync(stop);
        if (fleet.Problems.Any(problem => problem.Severity == Severity.Error))
        {
            return new() { Fleet = fleet, Now = instant };
        }

        var ledger = store.ReadLedger();
        EarlierThanLedgerException.ThrowIfEarlier(instant, ledger);
        return Foresight.Of(fleet, ledger, instant, announce: null);
    }

    /// <inheritdoc/>
    public Task<bool> HasNamespaceAsync(string space, CancellationToken stop) => Task.FromResult(true);

    /// <inheritdoc/>
    public Task<Situation?> SituationAsync(string? only, CancellationToken stop) => Task.FromResult<Situation?>(null);

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        if (_changes.IsValueCreated)
        {
            _changes.Value.Dispose();
        }

        return ValueTask.CompletedTask;
    }
}
