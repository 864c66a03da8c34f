using System.Collections.Concurrent;
using System.Globalization;
using NodaTime;
using Reconciler.Core.Time;

namespace Reconciler.Core.Planning;

/// <summary>
/// Short texts that many changes share. Changes begin and end when windows do, and most were told in one of a few ways, so few texts say
/// most of it; each is made once in a pass. Thread-safe.
/// </summary>
internal sealed class Texts
{
    private readonly ConcurrentDictionary<(string Before, Instant Instant, DateTimeZone Zone), string> _times = new();
    private readonly ConcurrentDictionary<(int Sent, int All), string> _told = new();
    private readonly ConcurrentDictionary<string, string> _toldBy = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<int, string> _held = new();

    /// <summary>What happens at an instant, which stands there as <see cref="Describe.Local"/> says it.</summary>
    /// <param name="before">Words that stand before it, with their blank; empty: the instant alone.</param>
    /// <param name="instant">The instant.</param>
    /// <param name="zone">The zone of its reader.</param>
    /// <returns>Such as <c>starts Tue 2026-12-15 21:00 EST</c>.</returns>
    public string At(string before, Instant instant, DateTimeZone zone) =>
        _times.GetOrAdd((before, instant, zone), static at => string.Concat(at.Before, Describe.Local(at.Instant, at.Zone)));

    /// <summary>How many of those who are to be told were sent their notice.</summary>
    public string Told(int sent, int all) =>
        _told.GetOrAdd((sent, all), static of => string.Create(CultureInfo.InvariantCulture, $"told {of.Sent} of {of.All}"));

    /// <summary>By what means people were told.</summary>
    public string ToldBy(string via) => _toldBy.GetOrAdd(via, static means => $"told by {means}");

    /// <summary>How many notices rest behind the safety gate.</summary>
    public string Held(int notices) =>
        _held.GetOrAdd(notices, static count => string.Create(CultureInfo.InvariantCulture, $"{count} notices held by the safety gate"));
}
