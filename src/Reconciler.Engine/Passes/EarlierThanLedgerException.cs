using NodaTime;
using NodaTime.Text;

namespace Reconciler.Engine.Passes;

/// <summary>A pass was asked for an instant before the ledger's last one: people know more by then than it could decide.</summary>
/// <param name="now">The instant asked for.</param>
/// <param name="lastPass">The ledger's last pass.</param>
public sealed class EarlierThanLedgerException(Instant now, Instant lastPass)
    : Exception($"{InstantPattern.General.Format(now)} is earlier than the last pass of the ledger, {InstantPattern.General.Format(lastPass)}; name a store of its own with --state")
{
    /// <summary>Throws if an instant is earlier than the ledger's last pass.</summary>
    /// <param name="now">The instant.</param>
    /// <param name="ledger">The ledger.</param>
    /// <exception cref="EarlierThanLedgerException">It is.</exception>
    public static void ThrowIfEarlier(Instant now, Core.Planning.Ledger ledger)
    {
        if (ledger.LastPass is { } lastPass && now < lastPass)
        {
            throw new EarlierThanLedgerException(now, lastPass);
        }
    }
}
