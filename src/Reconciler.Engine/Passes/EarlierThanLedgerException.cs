using NodaTime;
using NodaTime.Text;
using Reconciler.Core.Inventory;
using Reconciler.Core.Planning;

namespace Reconciler.Engine.Passes;

/// <summary>A pass was asked for an instant before the ledger's last one: people know more by then than it could decide.</summary>
/// <param name="now">The instant asked for.</param>
/// <param name="lastPass">The ledger's last pass.</param>
/// <param name="ticket">The ticket that was changed then.</param>
/// <param name="advice">What people may do about it.</param>
public sealed class EarlierThanLedgerException(Instant now, Instant lastPass, ObjectKey ticket, string advice)
    : Exception($"{InstantPattern.General.Format(now)} is earlier than the last pass of the ledger, {InstantPattern.General.Format(lastPass)}; {advice}")
{
    /// <summary>The ledger's last pass.</summary>
    public Instant LastPass => lastPass;

    /// <summary>The ticket that was changed then.</summary>
    public ObjectKey Ticket => ticket;

    /// <summary>Throws if an instant is earlier than the ledger's last pass.</summary>
    /// <param name="now">The instant.</param>
    /// <param name="ledger">The ledger.</param>
    /// <param name="isGiven">Whether people gave it, rather than a store; default false.</param>
    /// <exception cref="EarlierThanLedgerException">It is.</exception>
    public static void ThrowIfEarlier(Instant now, Ledger ledger, bool isGiven = false)
    {
        if (ledger.LastPass is { } lastPass && now < lastPass)
        {
            throw new EarlierThanLedgerException(now, lastPass, Ledger.KeyOf(ledger.Newest!), isGiven ? "give an older ledger, or a later --as-of" : "name a store of its own with --state");
        }
    }
}
