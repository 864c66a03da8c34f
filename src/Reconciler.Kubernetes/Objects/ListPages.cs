using System.Globalization;
using Reconciler.Kubernetes.Connecting;

namespace Reconciler.Kubernetes.Objects;

/// <summary>
/// A list, read page by page. All pages show the same instant. If the server has forgotten that instant before the last page (410), the list begins
/// again, this time in one page, which can not be forgotten half-way.
/// </summary>
internal sealed class ListPages(ApiObjects objects, ResourceType type, Selection selection, int size = 500)
{
    private string? _next;
    private bool _inOnePage;

    /// <summary>The last page was read.</summary>
    public bool AreComplete { get; private set; }

    /// <summary>The version that all pages show; known after the first.</summary>
    public string ResourceVersion { get; private set; } = "";

    /// <summary>Reads the next page.</summary>
    /// <param name="take">Gets each object; the bytes live only as long as the call.</param>
    /// <param name="restart">The list begins, perhaps not for the first time: what was taken so far may have been deleted since, and does not count.</param>
    /// <param name="stop">Ends the waiting.</param>
    public async Task NextAsync(Action<ReadOnlyMemory<byte>> take, Action restart, CancellationToken stop)
    {
        try
        {
            await ReadAsync(take, restart, stop);
        }
        catch (ApiException problem) when (problem.IsExpired && _next is not null)
        {
            (_next, _inOnePage) = (null, true);
            await ReadAsync(take, restart, stop);
        }
    }

    private async Task ReadAsync(Action<ReadOnlyMemory<byte>> take, Action restart, CancellationToken stop)
    {
        var limit = _inOnePage ? null : size.ToString(CultureInfo.InvariantCulture);
        var request = new ApiRequest(HttpMethod.Get, selection.Path(type, ("limit", limit), ("continue", _next)));

        // A later page shows the instant of the first, however often it is asked for; the first shows that of each attempt.
        var end = await objects.ReadPageAsync(request, _next is null ? restart : () => { }, take, stop);
        if (_next is null)
        {
            ResourceVersion = end.ResourceVersion;
        }

        _next = end.Continue;
        AreComplete = _next is null;
    }
}
