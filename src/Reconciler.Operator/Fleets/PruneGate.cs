using System.Security.Cryptography;
using System.Text;
using NodaTime;
using Reconciler.Api;
using Reconciler.Core.Inventory;

namespace Reconciler.Operator.Fleets;

/// <summary>
/// What can not be undone: to delete what people were told about is to call it off. More of that than the policy allows, or more than half of a source,
/// as after a mistyped path, and the revision rests until a person releases it.
/// </summary>
internal static class PruneGate
{
    private const int MostNamed = 3;

    /// <summary>Passes, or throws.</summary>
    /// <param name="changes">What is to be done.</param>
    /// <param name="tickets">What people were told.</param>
    /// <param name="most">How many changes that people were told of one revision may delete.</param>
    /// <param name="released">The digest that a person released; null: none.</param>
    /// <param name="now">The instant.</param>
    /// <exception cref="SyncException">It rests.</exception>
    public static void Pass(FleetChanges changes, IEnumerable<ChangeTicket> tickets, int most, string? released, Instant now)
    {
        if (changes.Prunes.IsEmpty)
        {
            return;
        }

        var told = CountTold(changes, tickets, now);
        var digest = DigestOf(changes);
        var gone = changes.Prunes.Length + changes.Kept;
        if ((told > most || gone == changes.Held || (gone > 1 && gone * 2 > changes.Held)) && released != digest)
        {
            var what = changes.Prunes.Length == changes.Held
                ? $"nothing would be left of the {changes.Held} objects of this source"
                : $"{changes.Prunes.Length} of the {changes.Held} objects of this source would be deleted";
            throw new SyncException(
                FleetReasons.HeldBySafety,
                $"{what}, such as {string.Join(", ", changes.Prunes.Take(MostNamed).Select(each => $"{each.Object.Kind} {new ObjectKey(each.Object.Namespace, each.Object.Name)}"))}; people were told of {told} changes among them, and the policy lets {most} pass. "
                + $"Is 'spec.path' right, and the repository whole? If this is meant: kubectl annotate fleet NAME --overwrite {Annotations.Release}={digest}")
            {
                NeedsPerson = true,
                HeldDigest = digest,
            };
        }
    }

    private static int CountTold(FleetChanges changes, IEnumerable<ChangeTicket> tickets, Instant now)
    {
        var gone = changes.Prunes.Select(each => each.Object).ToHashSet();
        return tickets.Count(ticket => ticket is { Spec: { Told: { } told, CancelledAt: null, Outcome: null } spec, Metadata.Namespace: { } space }
            && Instant.FromDateTimeOffset(told.Start) > now
            && (gone.Contains(new(spec.OriginKind, space, spec.OriginName)) || gone.Contains(new(nameof(DedicatedInstance), space, spec.Instance))));
    }

    private static string DigestOf(FleetChanges changes) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Concat(changes.Prunes.Select(each => $"{each.Object.Kind}/{each.Object.Namespace}/{each.Object.Name}\n").Order(StringComparer.Ordinal)))))[..12];
}
