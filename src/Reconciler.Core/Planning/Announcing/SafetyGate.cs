using System.Collections.Immutable;
using System.Globalization;
using NodaTime;
using Reconciler.Api;
using Reconciler.Core.Inventory;
using Reconciler.Core.Planning.Changes;

namespace Reconciler.Core.Planning.Announcing;

/// <summary>
/// The gate before what can not be undone: where more cancellations, moves or notices were decided in a rolling hour than the policy
/// allows, all of that kind rest until a person releases exactly these. Emergencies pass (design: <i>Gates</i>).
/// </summary>
/// <param name="world">The pass.</param>
internal sealed class SafetyGate(World world)
{
    private static readonly Duration Hour = Duration.FromHours(1);

    /// <summary>Holds and releases what was decided and is not yet sent.</summary>
    /// <param name="drafts">Every ticket of the next ledger; edited in place.</param>
    /// <returns>What rests; null: nothing does.</returns>
    public SafetyHold? Apply(ImmutableArray<TicketDraft> drafts)
    {
        var reason = Hold(drafts);
        var held = Held(drafts);
        if (held.IsEmpty)
        {
            return null;
        }

        var digest = EntryNames.Hash(string.Join('\n', held));
        if (digest != world.Options.Release && digest != world.Snapshot.PolicyObject?.Value.Metadata.Annotations.GetValueOrDefault(Annotations.Release))
        {
            return new(digest, reason, held);
        }

        ForEach(drafts, (_, occasion) => occasion.Gate == GateState.Held ? occasion with { Gate = GateState.Released } : occasion);
        return null;
    }

    private string Hold(ImmutableArray<TicketDraft> drafts)
    {
        // Time alone only lowers the counts: where they keep the limits now, they keep them later, and the clock need not be asked.
        var recent = new List<Occasion>();
        foreach (var draft in drafts)
        {
            foreach (var occasion in draft.Spec.Occasions)
            {
                if (IsGuarded(draft, occasion) && EndOfHour(occasion) > world.Moment.Now)
                {
                    recent.Add(occasion);
                }
            }
        }

        var limits = world.Policy.Safety;
        var broken = new[]
        {
            (Over: recent.Count(occasion => occasion.Kind == NoticeKind.Cancelled), Limit: limits.MaxCancellations, Noun: "cancellations", Kind: (NoticeKind?)NoticeKind.Cancelled),
            (Over: recent.Count(occasion => occasion.Kind == NoticeKind.Moved), Limit: limits.MaxMoves, Noun: "moves", Kind: (NoticeKind?)NoticeKind.Moved),
            (Over: recent.Sum(occasion => occasion.Recipients.Length), Limit: limits.MaxNotices, Noun: "notices", Kind: (NoticeKind?)null),
        }.Where(limit => limit.Over > limit.Limit).ToArray();

        foreach (var limit in broken)
        {
            ForEach(drafts, (draft, occasion) =>
                IsCounted(draft, occasion) && occasion.Gate == GateState.Open && occasion.Recipients.Any(recipient => recipient.SentAt is null) && (limit.Kind is null || limit.Kind == occasion.Kind)
                    ? occasion with { Gate = GateState.Held }
                    : occasion);
        }

        return broken.Length == 0
            ? "decided before, and not released"
            : string.Join("; ", broken.Select(limit => string.Create(CultureInfo.InvariantCulture, $"{limit.Over} {limit.Noun} decided within an hour, {limit.Limit} pass unasked")));
    }

    private bool IsCounted(TicketDraft draft, Occasion occasion) => IsGuarded(draft, occasion) && !world.Moment.Reached(EndOfHour(occasion));

    // What a person released counts no more.
    private static bool IsGuarded(TicketDraft draft, Occasion occasion) => draft.Spec.Type != TicketType.Emergency && occasion.Gate != GateState.Released;

    private static Instant EndOfHour(Occasion occasion) => Instant.FromDateTimeOffset(occasion.DecidedAt) + Hour;

    private ImmutableArray<string> Held(ImmutableArray<TicketDraft> drafts) => world.Shares.SelectMany<TicketDraft, string>(drafts, AddHeld).Sort(StringComparer.Ordinal);

    private void AddHeld(TicketDraft draft, List<string> names)
    {
        foreach (var occasion in draft.Spec.Occasions)
        {
            if (occasion.Gate == GateState.Held)
            {
                var entry = new ObjectKey(draft.Ticket.Metadata.Namespace!, draft.Ticket.Metadata.Name);
                foreach (var recipient in occasion.Recipients)
                {
                    names.Add(world.NoticeNames.Of(entry, occasion, recipient.Recipient));
                }
            }
        }
    }

    private static void ForEach(ImmutableArray<TicketDraft> drafts, Func<TicketDraft, Occasion, Occasion> change)
    {
        foreach (var draft in drafts)
        {
            foreach (var occasion in draft.Spec.Occasions)
            {
                var changed = change(draft, occasion);
                if (!ReferenceEquals(changed, occasion))
                {
                    draft.Spec = draft.Spec with { Occasions = draft.Spec.Occasions.Replace(occasion, changed) };
                }
            }
        }
    }
}
