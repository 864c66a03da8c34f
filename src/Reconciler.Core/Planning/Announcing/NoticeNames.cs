using System.Collections.Concurrent;
using System.Globalization;
using Reconciler.Api;
using Reconciler.Core.Inventory;
using Reconciler.Core.Planning.Changes;

namespace Reconciler.Core.Planning.Announcing;

/// <summary>Names of notices, Message-IDs and calendar UIDs: all functions of entry, occasion, sequence and recipient.</summary>
internal sealed class NoticeNames
{
    private readonly ConcurrentDictionary<(string Namespace, string Email), string> _hashes = new();

    /// <summary><c>entry-occasion-sequence-hash</c>; the hash is of namespace and recipient, so a folder can hold the mails of every namespace.</summary>
    public string Of(ObjectKey entry, string occasion, int sequence, string email)
    {
        var hash = _hashes.GetOrAdd((entry.Namespace, email), static of => EntryNames.Hash($"{of.Namespace}/{of.Email.ToLowerInvariant()}"));
        return EntryNames.Join(entry.Name, occasion, sequence.ToString(CultureInfo.InvariantCulture), hash);
    }

    /// <summary><c>entry-occasion-sequence-hash</c>.</summary>
    public string Of(ObjectKey entry, Occasion occasion, Recipient recipient) => Of(entry, occasion.Name, occasion.Sequence, recipient.Email);

    /// <summary>UID of the calendar entry; the same over the life of an incarnation of a change.</summary>
    public static string CalendarUid(string entry, string ns, ProviderContacts provider) => $"{entry}.{ns}@{provider.Domain}";
}
