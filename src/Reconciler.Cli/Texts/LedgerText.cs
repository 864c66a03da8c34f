using Reconciler.Core.Planning;
using Reconciler.Manifests;

namespace Reconciler.Cli.Texts;

/// <summary>A ledger as YAML: what <c>--ledger -</c> reads, and what a store keeps in files.</summary>
internal static class LedgerText
{
    /// <summary>Writes it.</summary>
    /// <param name="ledger">The ledger; null: nothing was planned.</param>
    /// <returns>A document for each ticket, by namespace and name.</returns>
    public static string Of(Ledger? ledger) => ManifestWriter.WriteAll(ledger?.Tickets.Values ?? []);
}
