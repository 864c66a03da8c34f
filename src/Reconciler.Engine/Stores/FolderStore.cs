using System.Collections.Immutable;
using Reconciler.Api;
using Reconciler.Core.Inventory;
using Reconciler.Core.Planning;
using Reconciler.Manifests;
using Reconciler.Rendering;

namespace Reconciler.Engine.Stores;

/// <summary>
/// A store in a folder of plain files that a person can read and compare. One run at a time; nothing is written that does not differ.
/// </summary>
public sealed class FolderStore : IStore, IDisposable
{
    private readonly StoreFolder _folder;
    private readonly DateTimeOffset _started;
    private readonly KeptFolder _ledger;
    private readonly KeptFolder _notices;
    private readonly KeptFolder _windows;
    private readonly KeptFolder _messages;
    private readonly KeptFolder _statuses;
    private readonly KeptFolder _tickets;
    private StoreLock? _lock;
    private Ledger? _saved;
    private bool _isClean;
    private bool _isMadeAgain;

    /// <summary>A store; nothing is touched yet.</summary>
    /// <param name="folder">Where it is; made where there is none.</param>
    /// <param name="files">The disk.</param>
    /// <param name="started">The instant that the lock tells people.</param>
    public FolderStore(StoreFolder folder, IFiles files, DateTimeOffset started)
    {
        ArgumentNullException.ThrowIfNull(folder);
        (_folder, _started) = (folder, started);
        _ledger = folder.LedgerOn(files);
        _notices = folder.NoticesOn(files);
        _windows = new(files, folder.PathOf("objects", nameof(MaintenanceWindow)), ".yaml");
        _messages = folder.MessagesOn(files);
        _statuses = new(files, folder.PathOf("status"), ".yaml");
        _tickets = new(files, folder.PathOf("tickets"), ".md");
    }

    /// <inheritdoc/>
    public bool IsSuspect => !_isClean;

    /// <inheritdoc/>
    public Task<Ledger> ReadLedgerAsync(CancellationToken stop)
    {
        if (_lock is null)
        {
            _lock = StoreLock.Take(_folder, _started);
            _isClean = !_lock.WasLeftBehind;
        }

        _isMadeAgain = IsSuspect;
        var ledger = _folder.ReadLedger(_ledger);
        return Task.FromResult(IsSuspect ? ledger.Believe(_notices.List().Select(path => NoticeFiles.Read(_notices, path)).OfType<Notice>()) : ledger);
    }

    /// <inheritdoc/>
    public Task SaveLedgerAsync(Ledger ledger, CancellationToken stop)
    {
        _isClean = false;
        var files = LedgerFiles.Of(ledger).ToImmutableArray();
        _ledger.PutAll(files.Where(file => !file.Tickets.All(IsSaved)).Select(file => (file.Path, LedgerFiles.Text(file.Tickets))));

        if (_saved is null || !_saved.Tickets.Keys.All(ledger.Tickets.ContainsKey))
        {
            _ledger.KeepOnly(files.Select(file => file.Path));
        }

        _saved = ledger;
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task<Notice?> FindNoticeAsync(ObjectKey key, CancellationToken stop) =>
        Task.FromResult(NoticeFiles.Read(_notices, NoticeFiles.ObjectOf(key)));

    /// <inheritdoc/>
    public Task SaveNoticeAsync(Notice notice, CancellationToken stop)
    {
        _notices.Put(NoticeFiles.ObjectOf(KeyOf(notice)), ManifestWriter.Write(notice));
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task SaveNoticesAsync(IEnumerable<Notice> notices, CancellationToken stop)
    {
        _notices.PutAll(notices.Select(notice => (NoticeFiles.ObjectOf(KeyOf(notice)), ManifestWriter.Write(notice))));
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task<Written> SaveResultsAsync(Plan plan, TemplateSet templates, CancellationToken stop)
    {
        var kept = plan.Notices.Where(notice => notice.IsKept).ToImmutableArray();
        _notices.KeepOnly(kept.Select(notice => NoticeFiles.ObjectOf(new(notice.Namespace, notice.Name))));
        _messages.KeepOnly(kept.SelectMany(notice => NoticeFiles.MessageOf(notice.Name)));
        var written = new Written(
            Keep(_statuses, plan.Statuses.Select(status => (StatusPathOf(status.Object), (string?)ManifestWriter.WriteStatus(status.Object, status.Status)))),
            Keep(_windows, plan.GeneratedWindows.Select(window => (PathOf(KeyOf(window)), (string?)ManifestWriter.Write(window)))),
            Keep(_tickets, TicketFiles.Of(plan.Tickets, templates, _isMadeAgain)));
        _isClean = true;
        return Task.FromResult(written);
    }

    /// <summary>Lets the next run in, which finds out whether this one came to its end.</summary>
    public void Dispose()
    {
        _lock?.Release(leaveBehind: !_isClean);
        _lock = null;
    }

    private static int Keep(KeptFolder folder, IEnumerable<(string Path, string? Text)> wanted)
    {
        var all = wanted.ToArray();
        var written = folder.PutAll(all.Where(file => file.Text is not null).Select(file => (file.Path, file.Text!)));
        folder.KeepOnly(all.Select(file => file.Path));
        return written;
    }

    private bool IsSaved(ChangeTicket ticket) =>
        _saved is not null && _saved.Tickets.TryGetValue(Ledger.KeyOf(ticket), out var saved) && ReferenceEquals(saved, ticket);

    private static ObjectKey KeyOf(Resource resource) => new(resource.Metadata.Namespace ?? "", resource.Metadata.Name);

    private static string StatusPathOf(ObjectRef subject) => $"{subject.Kind}/{PathOf(new(subject.Namespace, subject.Name))}";

    private static string PathOf(ObjectKey key) => $"{key}.yaml";
}
