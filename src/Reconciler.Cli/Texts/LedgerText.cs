using Reconciler.Core.Planning;
using Reconciler.Manifests;

namespace Reconciler.Cli.Texts;

/// <summary>A ledger as YAML: what <c>--ledger -</c> reads, and what a store keeps in files.</summary>
internal static class LedgerText
{
    // An empty text would be read as a mistake.
    private const string NoTickets = "apiVersion: v1\nkind: List\nitems: []\n";

    /// <summary>Writes it.</summary>
    /// <param name="ledger">The ledger; null: nothing was planned.</param>
    /// <returns>A document for each ticket, by namespace and name; an empty list where there is none.</returns>
    public static string Of(Ledger? ledger) =>
        ledger is null ? "" : ledger.Tickets.IsEmpty ? NoTickets : ManifestWriter.WriteAll(ledger.Tickets.Values);
}
