using System.Globalization;
using System.Net;

namespace Reconciler.Operator.Telemetry;

/// <summary>Where health and metrics are served.</summary>
/// <param name="Address">An address of this machine; null: all of them.</param>
/// <param name="Port">The port; 0: one that is free.</param>
public sealed record ListenAddress(IPAddress? Address, int Port)
{
    /// <summary>How one looks.</summary>
    public const string Form = "ADDRESS:PORT, such as 127.0.0.1:8080, [::1]:8080, or :8080 for every address of this machine";

    /// <summary>Reads one.</summary>
    /// <param name="text">As <see cref="Form"/> says.</param>
    /// <returns>Null: it is none.</returns>
    public static ListenAddress? TryParse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var cut = text.LastIndexOf(':');
        if (cut < 0 || !ushort.TryParse(text[(cut + 1)..], NumberStyles.None, CultureInfo.InvariantCulture, out var port))
        {
            return null;
        }

        return text[..cut] switch
        {
            "" => new(null, port),
            "localhost" => new(IPAddress.Loopback, port),
            ['[', .. var inner, ']'] when IPAddress.TryParse(inner, out var address) => new(address, port),
            var host when !host.Contains(':', StringComparison.Ordinal) && host.Count(sign => sign == '.') == 3 && IPAddress.TryParse(host, out var address) => new(address, port),
            _ => null,
        };
    }

    /// <inheritdoc/>
    public override string ToString() => Address is null ? $":{Port}" : new IPEndPoint(Address, Port).ToString();
}
