using System.Collections.Immutable;
using NodaTime;
using Reconciler.Api;
using Reconciler.Core.Inventory;
using Reconciler.Core.Planning;
using Reconciler.Core.Policy;
using Reconciler.Engine.Channels;
using Reconciler.Engine.Stores;
using Reconciler.Engine.Worlds;
using Reconciler.Manifests;
using Reconciler.Rendering;

namespace Reconciler.Engine.Passes;

/// <summary>
/// Reads, plans and carries out, in an order that a crash at any point only delays: what was decided goes to the ledger before anybody
/// is told, what was told goes to the ledger before anything else is made, and what can be made again comes last. Before each notice the world is asked whether
/// what was read still holds; what was claimed by then is sent and recorded, so nothing is in doubt.
/// </summary>
/// <param name="world">What people wrote.</param>
/// <param name="store">What was decided.</param>
/// <param name="channel">How people are told.</param>
/// <param name="planner">The planner.</param>
public sealed class Pass(IWorld world, IStore store, IChannel channel, Func<Snapshot, Ledger, Instant, PlanOptions, Plan> planner)
{
    /// <summary>Reason of a finding about a notice whose text can not be made.</summary>
    public const string NotRendered = nameof(NotRendered);

    /// <summary>Reason of a finding about a notice that the channel did not accept; it stays due.</summary>
    public const string NotDelivered = nameof(NotDelivered);

    /// <summary>One pass.</summary>
    /// <param name="now">The instant.</param>
    /// <param name="options">How it differs from the ordinary one.</param>
    /// <param name="stop">Gives up, between two steps.</param>
    /// <returns>What was found and done. With an error of reading nothing is: a broken file must never look like a deletion.</returns>
    /// <exception cref="EngineException">Fleet or store can not be read or written.</exception>
    /// <exception cref="EarlierThanLedgerException">The ledger is ahead of <paramref name="now"/>.</exception>
    public async Task<PassResult> RunAsync(Instant now, PlanOptions options, CancellationToken stop)
    {
        var fleet = await world.ReadAsync(stop);
        if (fleet.Problems.Any(problem => problem.Severity == Severity.Error))
        {
            return new() { Fleet = fleet, Now = now };
        }

        var ledger = await store.ReadLedgerAsync(stop);
        EarlierThanLedgerException.ThrowIfEarlier(now, ledger);
        return await CarryOutAsync(fleet, ledger, now, options, stop);
    }

    private async Task<PassResult> CarryOutAsync(Fleet fleet, Ledger ledger, Instant now, PlanOptions options, CancellationToken stop)
    {
        var templates = TemplateSet.Shipped.With(fleet.Templates).Without(fleet.BrokenTemplates);
        var outbox = new Outbox(store, channel, templates);
        var rounds = new Rounds(planner, fleet.Snapshot, now, options with { AllFacts = store.IsSuspect });
        var sent = ImmutableArray.CreateBuilder<PlannedNotice>();
        var undelivered = ImmutableArray.CreateBuilder<Finding>();
        for (var isFirst = true; ; isFirst = false)
        {
            var (plan, due) = rounds.Next(ledger);
            ledger = plan.NextLedger;
            await store.SaveLedgerAsync(ledger, stop);
            await outbox.KeepAsync(plan.Notices.Where(notice => notice.Object is not null), stop);

            // What this pass adopts shows as told only in a plan that is made after it.
            if (due.IsEmpty && !(isFirst && options.Adopt))
            {
                return new()
                {
                    Fleet = fleet,
                    Now = now,
                    Plan = plan,
                    Sent = sent.ToImmutable(),
                    Undelivered = undelivered.ToImmutable(),
                    Written = await store.SaveResultsAsync(plan, templates, stop),
                };
            }

            foreach (var notice in due)
            {
                if (world.IsOutdated)
                {
                    return new() { Fleet = fleet, Now = now, Plan = plan, Sent = sent.ToImmutable(), Undelivered = undelivered.ToImmutable(), IsCutShort = true };
                }

                try
                {
                    ledger = ledger.Accept(notice, await outbox.SendAsync(notice, now, stop));
                    await store.SaveLedgerAsync(ledger, stop);
                    sent.Add(notice);
                }
                catch (TemplateException problem)
                {
                    undelivered.Add(Undelivered(NotRendered, notice, problem.Message) with { File = problem.File, Span = new(problem.Line, problem.Column, problem.Line, problem.Column + 1) });
                }
                catch (DeliveryException problem)
                {
                    undelivered.Add(Undelivered(NotDelivered, notice, problem.Message));
                }
            }
        }
    }

    private static Finding Undelivered(string reason, PlannedNotice notice, string message) => new()
    {
        Rule = reason,
        Severity = Severity.Error,
        Message = $"notice {notice.Name} to {notice.Recipient.Email}: {message}",
        Object = new(nameof(Notice), notice.Namespace, notice.Name),
        Entry = notice.Entry,
    };
}
