using Reconciler.Api;
using Reconciler.Engine.Stores;
using Reconciler.Rendering;

namespace Reconciler.Engine.Channels;

/// <summary>Tells nobody: puts the mail and the calendar entry into a store's folder, for people to look at. Written is accepted.</summary>
/// <param name="folder">The store's folder.</param>
/// <param name="files">The disk.</param>
public sealed class FolderChannel(StoreFolder folder, IFiles files) : IChannel
{
    private readonly KeptFolder _messages = folder.MessagesOn(files);

    /// <inheritdoc/>
    public Task SendAsync(Notice notice, RenderedNotice text, CancellationToken stop)
    {
        var name = notice.Metadata.Name;
        try
        {
            if (text.Calendar is { } calendar)
            {
                _messages.Put(name + NoticeFiles.Calendar, calendar);
            }

            _messages.Put(name + NoticeFiles.Mail, text.Mail.ToArray());
            return Task.CompletedTask;
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            // A disk that is full keeps notices back, and nothing else.
            throw new DeliveryException($"it can not be written: {problem.Message}", problem);
        }
    }
}
