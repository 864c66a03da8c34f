using NodaTime;
using Reconciler.Api;
using Reconciler.Core.Inventory;
using Reconciler.Core.Planning;
using Reconciler.Engine.Channels;
using Reconciler.Engine.Stores;
using Reconciler.Manifests;
using Reconciler.Rendering;

namespace Reconciler.Engine.Passes;

/// <summary>
/// Tells at least once: a notice is kept, claimed, handed to the channel, and recorded as sent, in this order. A crash in between
/// leaves a claim without a record, and the notice goes out again with the same Message-ID, counted; a record that the ledger does
/// not know yet is believed, by this run and, where the change is gone or moved, by <see cref="Ledger.Believe"/>, which knows such a claim too.
/// </summary>
/// <param name="store">Where notices are kept.</param>
/// <param name="channel">How people are told.</param>
/// <param name="templates">Texts of notices.</param>
internal sealed class Outbox(IStore store, IChannel channel, TemplateSet templates)
{
    /// <summary>Keeps decided notices until they may go.</summary>
    /// <param name="decided">Notices with their objects.</param>
    /// <param name="stop">Gives up.</param>
    /// <returns>The end.</returns>
    public async Task KeepAsync(IEnumerable<PlannedNotice> decided, CancellationToken stop)
    {
        var unsent = new List<Notice>();
        foreach (var planned in decided)
        {
            var kept = await FindAsync(planned, stop);
            if (kept?.Status is not { State: NoticeState.Sent })
            {
                unsent.Add(planned.Object! with { Status = Tried(kept) with { State = planned.State } });
            }
        }

        await store.SaveNoticesAsync(unsent, stop);
    }

    /// <summary>Sends a notice that was kept before.</summary>
    /// <param name="planned">A notice with its object.</param>
    /// <param name="now">The instant of the pass.</param>
    /// <param name="stop">Gives up.</param>
    /// <returns>When it was accepted: now, or earlier by a run that did not live to tell the ledger.</returns>
    /// <exception cref="DeliveryException">The channel did not accept it.</exception>
    /// <exception cref="TemplateException">Its text can not be made.</exception>
    public async Task<Instant> SendAsync(PlannedNotice planned, Instant now, CancellationToken stop)
    {
        var kept = await FindAsync(planned, stop);
        if (kept?.Status is { State: NoticeState.Sent, SentAt: { } sent })
        {
            return Instant.FromDateTimeOffset(sent);
        }

        var text = NoticeRenderer.Render(planned.Object!, templates);
        var before = Tried(kept);
        var claim = before with { Attempts = before.Attempts + 1 };
        await SaveAsync(planned, claim, stop);
        try
        {
            await channel.SendAsync(planned.Object!, text, stop);
        }
        catch (DeliveryException)
        {
            await SaveAsync(planned, claim with { Refused = claim.Refused + 1 }, stop);
            throw;
        }

        await SaveAsync(planned, claim with { State = NoticeState.Sent, SentAt = now.ToDateTimeOffset(), TextDigest = text.TextDigest }, stop);
        return now;
    }

    // Due, and how often it was tried so far.
    private static NoticeStatus Tried(Notice? kept) => new() { State = NoticeState.Due, Attempts = kept?.Status?.Attempts ?? 0, Refused = kept?.Status?.Refused ?? 0 };

    private Task SaveAsync(PlannedNotice planned, NoticeStatus status, CancellationToken stop) =>
        store.SaveNoticeAsync(planned.Object! with { Status = status }, stop);

    // One of the same name that says something else was withdrawn and decided anew: what became of it does not count.
    private async Task<Notice?> FindAsync(PlannedNotice planned, CancellationToken stop) =>
        await store.FindNoticeAsync(new ObjectKey(planned.Namespace, planned.Name), stop) is { } kept
        && ManifestWriter.Write(kept with { Status = null }) == ManifestWriter.Write(planned.Object!)
            ? kept
            : null;
}
