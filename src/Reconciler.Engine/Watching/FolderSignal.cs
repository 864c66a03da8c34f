using System.Threading.Channels;
using Reconciler.Engine.Worlds;

namespace Reconciler.Engine.Watching;

/// <summary>
/// Changes of a fleet's files: by what the system reports, and, since it may report nothing (network folders, too many folders to
/// watch), by a look at names, sizes and times every few seconds.
/// </summary>
public sealed class FolderSignal : IChangeSignal, IDisposable
{
    /// <summary>How often the files are looked at.</summary>
    public static readonly TimeSpan Poll = TimeSpan.FromSeconds(10);

    private readonly Channel<bool> _changes = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
    private readonly List<FileSystemWatcher> _watchers = [];
    private readonly FleetLocation _location;
    private readonly ITimer _timer;
    private string _seen;

    /// <summary>Begins to look.</summary>
    /// <param name="location">The fleet.</param>
    /// <param name="clock">The clock of the looks.</param>
    public FolderSignal(FleetLocation location, TimeProvider clock)
    {
        ArgumentNullException.ThrowIfNull(location);
        ArgumentNullException.ThrowIfNull(clock);
        _location = location;
        foreach (var folder in location.Folders)
        {
            TryWatch(folder);
        }

        _seen = Fingerprint.Of(location);
        _timer = clock.CreateTimer(_ => Look(), null, Poll, Poll);
    }

    /// <inheritdoc/>
    public async Task WaitAsync(CancellationToken stop) => await _changes.Reader.ReadAsync(stop);

    /// <summary>Looks no more.</summary>
    public void Dispose()
    {
        _timer.Dispose();
        foreach (var watcher in _watchers)
        {
            watcher.Dispose();
        }
    }

    private void TryWatch(string folder)
    {
        try
        {
            var watcher = new FileSystemWatcher(folder) { IncludeSubdirectories = true };
            watcher.Changed += (_, change) => Report(folder, change.FullPath);
            watcher.Created += (_, change) => Report(folder, change.FullPath);
            watcher.Deleted += (_, change) => Report(folder, change.FullPath);
            watcher.Renamed += (_, change) => Report(folder, change.FullPath);
            watcher.Error += (_, _) => Report();
            watcher.EnableRaisingEvents = true;
            _watchers.Add(watcher);
        }
        catch (Exception problem) when (problem is IOException or ArgumentException)
        {
            // The system can not watch it: the look every few seconds has to do.
        }
    }

    // What a run writes lies in folders whose name starts with a dot, and is nobody's change.
    private void Report(string folder, string path)
    {
        if (!Path.GetRelativePath(folder, path).Split(Path.DirectorySeparatorChar).Any(part => part is ['.', _, ..]))
        {
            Report();
        }
    }

    private void Report() => _changes.Writer.TryWrite(true);

    private void Look()
    {
        var now = Fingerprint.Of(_location);
        if (Interlocked.Exchange(ref _seen, now) != now)
        {
            Report();
        }
    }
}
