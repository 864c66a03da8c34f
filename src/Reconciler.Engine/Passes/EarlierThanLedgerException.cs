using NodaTime;
using NodaTime.Text;

namespace Reconciler.Engine.Passes;

/// <summary>A pass was asked for an instant before the ledger's last one: people know more by then than it could decide.</summary>
/// <param name="now">The instant asked for.</param>
/// <param name="lastPass">The ledger's last pass.</param>
/// <param name="advice">What people may do about it.</param>
public sealed class EarlierThanLedgerException(Instant now, Instant lastPass, string advice)
    : Exception($"{InstantPattern.General.Format(now)} is earlier than the last pass of the ledger, {InstantPattern.General.Format(lastPass)}; {advice}")
{
    /// <summary>Throws if an instant is earlier than the ledger's last pass.</summary>
    /// <param name="now">The instant.</param>
    /// <param name="ledger">The ledger.</param>
    /// <param name="isGiven">Whether people gave it, rather than a store; default false.</param>
    /// <exception cref="EarlierThanLedgerException">It is.</exception>
    public static void ThrowIfEarlier(Instant now, Core.Planning.Ledger ledger, bool isGiven = false)
    {
        if (ledger.LastPass is { } lastPass && now < lastPass)
        {
            throw new EarlierThanLedgerException(now, lastPass, isGiven ? "give an older ledger, or a later --as-of" : "name a store of its own with --state");
        }
    }
}
