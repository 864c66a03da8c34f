using System.Net;

namespace Reconciler.Operator.Tests.Given;

/// <summary>Asks what operators serve.</summary>
internal static class Web
{
    private static readonly HttpClient Client = new(new SocketsHttpHandler { PooledConnectionLifetime = TimeSpan.Zero });

    /// <summary>Gets a page.</summary>
    public static async Task<(HttpStatusCode Status, string Text)> GetAsync(string? address, string path)
    {
        using var answer = await Client.GetAsync(new Uri($"{address}{path}"), Bed.Stop);
        return (answer.StatusCode, await answer.Content.ReadAsStringAsync(Bed.Stop));
    }

    /// <summary>The metrics, by name with labels.</summary>
    public static async Task<IReadOnlyDictionary<string, double>> MetricsAsync(string? address) =>
        (await GetAsync(address, "/metrics")).Text.Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Where(line => line[0] != '#')
            .ToDictionary(line => line[..line.LastIndexOf(' ')], line => double.Parse(line[(line.LastIndexOf(' ') + 1)..], System.Globalization.CultureInfo.InvariantCulture), StringComparer.Ordinal);
}
