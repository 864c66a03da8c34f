using System.Collections.Concurrent;
using Reconciler.Api;
using Reconciler.Core.Inventory;
using Reconciler.Core.Releases;

namespace Reconciler.Core.Planning;

/// <summary>A ledger, found by change key, by name and by what people wrote.</summary>
public sealed class LedgerIndex
{
    private readonly Dictionary<string, ChangeTicket> _latest;
    private readonly Dictionary<(string Namespace, string Instance, string Target), int> _partnerMoves = [];
    private readonly Dictionary<ObjectKey, string> _bearers;
    private readonly Lazy<ILookup<ObjectKey, ChangeTicket>> _toldOfWindows;

    private readonly ConcurrentDictionary<string, string> _spellings = new(StringComparer.Ordinal);

    /// <summary>Indexes a ledger.</summary>
    /// <param name="ledger">The ledger.</param>
    public LedgerIndex(Ledger ledger)
    {
        ArgumentNullException.ThrowIfNull(ledger);
        (Ledger, _bearers, _latest) = (ledger, new(ledger.Tickets.Count), new(ledger.Tickets.Count, StringComparer.Ordinal));
        foreach (var (key, ticket) in ledger.Tickets)
        {
            _bearers[key] = ticket.Spec.Change;
            if (!_latest.TryGetValue(ticket.Spec.Change, out var other) || other.Spec.Incarnation < ticket.Spec.Incarnation)
            {
                _latest[ticket.Spec.Change] = ticket;
            }

            if (ticket.Spec is { Target: { } target, Moves.IsEmpty: false })
            {
                var upgrade = (key.Namespace, ticket.Spec.Instance, Normal(target));
                _partnerMoves[upgrade] = _partnerMoves.GetValueOrDefault(upgrade) + ticket.Spec.Moves.Count(move => move.By == Party.Partner);
            }
        }

        // Only schedules ask for it.
        _toldOfWindows = new(() => ledger.Tickets.Values
            .Where(ticket => ticket.Spec is { OriginKind: nameof(MaintenanceWindow), Told: not null, CancelledAt: null })
            .ToLookup(ticket => new ObjectKey(Ledger.KeyOf(ticket).Namespace, ticket.Spec.OriginName)));
    }

    /// <summary>The ledger itself.</summary>
    public Ledger Ledger { get; }

    /// <summary>The ticket of the newest incarnation of a change.</summary>
    /// <param name="change">Change key.</param>
    /// <returns>Null where nobody was ever to be told of it.</returns>
    public ChangeTicket? Latest(string change) => _latest.GetValueOrDefault(change);

    /// <summary>What people were told of the changes of one window, and what was not called off, in the order of names.</summary>
    /// <param name="window">Namespace and name of the window that they wrote.</param>
    /// <returns>Tickets of all its changes.</returns>
    public IEnumerable<ChangeTicket> ToldOf(ObjectKey window) => _toldOfWindows.Value[window];

    /// <summary>The change that bears a name in the ledger.</summary>
    /// <param name="name">Namespace and name of a ticket.</param>
    /// <returns>Its change key, or null.</returns>
    public string? Bearer(ObjectKey name) => _bearers.GetValueOrDefault(name);

    /// <summary>How many times the partner moved the upgrade of an instance to a release, over all tickets of all incarnations.</summary>
    /// <param name="instance">The instance.</param>
    /// <param name="target">The release.</param>
    /// <returns>The count of moves that the ledger remembers.</returns>
    public int PartnerMoves(ObjectKey instance, string target) =>
        _partnerMoves.GetValueOrDefault((instance.Namespace, instance.Name, Normal(target)));

    /// <summary>The one spelling of a release: v15SU2 and 15.0-SU2 are no two upgrades.</summary>
    /// <param name="target">As people write it.</param>
    /// <returns>The release; the text where it is none.</returns>
    internal string Normal(string target) =>
        _spellings.GetOrAdd(target, static text => ReleaseVersion.TryParse(text, out var version) ? version.ToString() : text);
}
