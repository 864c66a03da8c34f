using Reconciler.Core.Planning.Bulletins;

namespace Reconciler.Core.Planning.Announcing;

/// <summary>
/// Writes the record of a bulletin: what should be said by now is joined with what was said, each occasion once. As of a change, what is not
/// sent yet and wanted no more is withdrawn.
/// </summary>
/// <param name="world">The pass.</param>
internal sealed class Informer(World world)
{
    /// <summary>The record of a bulletin after this pass.</summary>
    /// <param name="bulletin">What people should have been told.</param>
    /// <returns>Null where nobody was, nor is to be, told of it.</returns>
    public TicketDraft? Of(Bulletin bulletin)
    {
        var draft = world.Ledger.Latest(bulletin.Key) is { } before ? TicketDraft.Of(before) : TicketDraft.New(bulletin, world);
        foreach (var occasion in draft.Spec.Occasions.Where(occasion => !bulletin.Occasions.Any(wanted => wanted.Name == occasion.Name)))
        {
            draft.Withdraw(occasion);
        }

        // Adopting says it to nobody, and so never again.
        var recipients = world.Options.Adopt ? [] : world.Recipients.Of(bulletin.Site, bulletin.Role);
        foreach (var wanted in bulletin.Occasions.Where(wanted => !draft.Spec.Occasions.Any(said => said.Name == wanted.Name)))
        {
            if (world.Options.Adopt || !recipients.IsEmpty)
            {
                draft.Say(wanted, recipients, world.Moment.Now);
            }
        }

        return draft.Before is null && draft.Spec.Occasions.IsEmpty ? null : draft;
    }
}
