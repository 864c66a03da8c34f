using System.Text.Json;
using NodaTime;
using NodaTime.Text;
using Reconciler.Api;
using Reconciler.Core.Planning;
using Reconciler.Engine;
using Reconciler.Kubernetes.Connecting;
using Reconciler.Kubernetes.Objects;
using Reconciler.Manifests;
using Reconciler.Operator.Stores;
using Reconciler.Operator.Worlds;

namespace Reconciler.Operator;

/// <summary>What an import did.</summary>
/// <param name="Created">Tickets that were not there.</param>
/// <param name="Overwritten">Tickets that differed.</param>
/// <param name="Same">Tickets that were there already.</param>
public sealed record Imported(int Created, int Overwritten, int Same);

/// <summary>The ledger of a cluster, to be carried to another one. Nothing is ever sent here.</summary>
/// <param name="cluster">The cluster.</param>
public sealed class ClusterLedger(Cluster cluster)
{
    private const int MostNamed = 3;

    /// <summary>Reads it.</summary>
    /// <param name="space">Only one namespace; null: all.</param>
    /// <param name="stop">Gives up.</param>
    /// <returns>The ledger.</returns>
    /// <exception cref="EngineException">The cluster can not be reached, or a ticket can not be read.</exception>
    public Task<Ledger> ReadAsync(string? space, CancellationToken stop) => AskAsync(async () =>
        Ledger.Of((await ListAsync(space, _ => true, stop)).Values.Select(kept => kept.Value)));

    /// <summary>
    /// Puts tickets into the cluster. Where one that is there differs, nothing is written unless people say so; nor is it where one is of a later instant:
    /// no operator could do anything before that.
    /// </summary>
    /// <param name="ledger">The tickets.</param>
    /// <param name="now">The instant.</param>
    /// <param name="overwrite">Whether tickets that differ are overwritten.</param>
    /// <param name="stop">Gives up.</param>
    /// <returns>What was done.</returns>
    /// <exception cref="EngineException">A ticket is of a later instant, differs, or can not be written.</exception>
    public Task<Imported> ImportAsync(Ledger ledger, Instant now, bool overwrite, CancellationToken stop) => AskAsync(async () =>
    {
        ArgumentNullException.ThrowIfNull(ledger);
        if (ledger is { LastPass: { } last, Newest: { } newest } && last > now)
        {
            throw new EngineException(
                $"ChangeTicket {Ledger.KeyOf(newest)} was recorded at {InstantPattern.General.Format(last)}, and it is {InstantPattern.General.Format(now)}: nothing was imported. "
                + "An operator could do nothing before that. Give the ledger of a run without a later --as-of, or set the clock that is wrong");
        }

        // Tickets of others are not looked at: one that can not be read keeps nobody from carrying theirs.
        var known = await ListAsync(null, name => ledger.Tickets.ContainsKey(KnownTypes.KeyOf(name)), stop);
        var differing = ledger.Tickets.Where(pair => known.TryGetValue(KnownTypes.NameOf(pair.Key), out var kept) && !IsSame(kept, pair.Value)).Select(pair => pair.Key).ToArray();
        if (differing.Length > 0 && !overwrite)
        {
            throw new EngineException(
                $"{differing.Length} tickets of the cluster say something else, such as {string.Join(", ", differing.Take(MostNamed))}: nothing was imported. Compare them with 'reconciler ledger export', then import with --overwrite");
        }

        var missing = ledger.Tickets.Where(pair => !known.ContainsKey(KnownTypes.NameOf(pair.Key))).ToArray();
        await LeaderWrites.ForEachAsync(missing, async (pair, token) => await SaveAsync(pair.Value, null, token), stop);
        await LeaderWrites.ForEachAsync(differing, async (key, token) => await SaveAsync(ledger.Tickets[key], known[KnownTypes.NameOf(key)], token), stop);
        return new Imported(missing.Length, differing.Length, ledger.Tickets.Count - missing.Length - differing.Length);
    });

    private static async Task<T> AskAsync<T>(Func<Task<T>> ask)
    {
        try
        {
            return await ask();
        }
        catch (ApiException problem)
        {
            throw new EngineException(problem.Message, problem);
        }
    }

    private async Task<Dictionary<ResourceName, Kept<ChangeTicket>>> ListAsync(string? space, Func<ResourceName, bool> isWanted, CancellationToken stop) =>
        (await cluster.Objects.ListAsync(KnownTypes.Tickets, new(space), stop)).Where(found => isWanted(found.Head.Name)).ToDictionary(found => found.Head.Name, found =>
        {
            try
            {
                return Kept<ChangeTicket>.Read(KnownTypes.Tickets, found);
            }
            catch (FormatException problem)
            {
                throw new EngineException($"ChangeTicket {found.Head.Name} can not be read: {problem.Message}", problem);
            }
        });

    private static bool IsSame(Kept<ChangeTicket> kept, ChangeTicket ticket) =>
        ManifestJson.AreSame(kept.Value.Spec, ticket.Spec) && (ticket.Status is null || (kept.Value.Status is { } status && ManifestJson.AreSame(status, ticket.Status)));

    private async Task SaveAsync(ChangeTicket ticket, Kept<ChangeTicket>? kept, CancellationToken stop)
    {
        var name = KnownTypes.NameOf(Ledger.KeyOf(ticket));
        var writes = new LeaderWrites(cluster.Objects, () => true);
        var clean = ticket with { Metadata = new() { Name = ticket.Metadata.Name, Namespace = ticket.Metadata.Namespace, Labels = ticket.Metadata.Labels } };
        using var document = JsonDocument.Parse(ManifestJson.Write(clean));
        var saved = kept is null
            ? await writes.CreateAsync(KnownTypes.Tickets, name, ManifestJson.Write(clean), stop)
            : await writes.PatchAsync(KnownTypes.Tickets, name, null, kept.Version, [("/spec", document.RootElement.GetProperty("spec"))], stop);
        if (document.RootElement.TryGetProperty("status", out var status))
        {
            await writes.PatchAsync(KnownTypes.Tickets, name, "status", saved.Head.ResourceVersion, [("/status", status)], stop);
        }
    }
}
