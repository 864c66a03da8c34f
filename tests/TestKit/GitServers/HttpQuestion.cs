using System.Globalization;
using System.Text;

namespace Reconciler.TestKit.GitServers;

/// <summary>A request of HTTP/1.1, as far as Git's clients make one.</summary>
internal sealed record HttpQuestion(string Method, string Path, string Query, string? Authorization, string? ContentType, byte[] Body)
{
    public static async Task<HttpQuestion> ReadAsync(Stream stream, CancellationToken stop)
    {
        var lines = new List<string>();
        while (await LineAsync(stream, stop) is { Length: > 0 } line)
        {
            lines.Add(line);
        }

        if (lines.Count == 0)
        {
            throw new EndOfStreamException("the client asked nothing");
        }

        var words = lines[0].Split(' ');
        var target = words[1].Split('?', 2);
        var body = new byte[int.Parse(Field(lines, "Content-Length") ?? "0", CultureInfo.InvariantCulture)];
        await stream.ReadExactlyAsync(body, stop);
        return new(words[0], target[0], target.Length > 1 ? $"?{target[1]}" : "", Field(lines, "Authorization"), Field(lines, "Content-Type"), body);
    }

    private static string? Field(List<string> lines, string name) =>
        lines.Where(line => line.StartsWith($"{name}: ", StringComparison.OrdinalIgnoreCase)).Select(line => line[(name.Length + 2)..]).FirstOrDefault();

    private static async Task<string> LineAsync(Stream stream, CancellationToken stop)
    {
        var line = new StringBuilder();
        var one = new byte[1];
        while (await stream.ReadAsync(one, stop) == 1 && one[0] != '\n')
        {
            line.Append((char)one[0]);
        }

        return line.ToString().TrimEnd('\r');
    }
}
