using System.Diagnostics;
using System.Globalization;
using System.Text;

namespace Reconciler.TestKit.GitServers;

/// <summary><c>git http-backend</c>, run as a CGI program.</summary>
internal static class GitBackend
{
    /// <summary>The status line and fields without an ending line, and the body.</summary>
    public static async Task<(string Head, byte[] Body)> AnswerAsync(string folder, HttpQuestion question, CancellationToken stop)
    {
        var start = new ProcessStartInfo("git", ["http-backend"]) { UseShellExecute = false, RedirectStandardInput = true, RedirectStandardOutput = true };
        foreach (var (name, value) in new (string, string?)[]
        {
            ("GIT_PROJECT_ROOT", folder),
            ("GIT_HTTP_EXPORT_ALL", "1"),
            ("PATH_INFO", question.Path),
            ("QUERY_STRING", question.Query.TrimStart('?')),
            ("REQUEST_METHOD", question.Method),
            ("CONTENT_TYPE", question.ContentType),
            ("CONTENT_LENGTH", question.Body.Length.ToString(CultureInfo.InvariantCulture)),
        })
        {
            start.Environment[name] = value;
        }

        using var process = Process.Start(start)!;
        var answer = new MemoryStream();
        await process.StandardInput.BaseStream.WriteAsync(question.Body, stop);
        process.StandardInput.Close();
        await process.StandardOutput.BaseStream.CopyToAsync(answer, stop);
        await process.WaitForExitAsync(stop);
        return Split(answer.ToArray());
    }

    private static (string Head, byte[] Body) Split(byte[] answer)
    {
        var end = answer.AsSpan().IndexOf("\r\n\r\n"u8);
        var fields = Encoding.ASCII.GetString(answer, 0, Math.Max(end, 0));
        var status = fields.Split("\r\n").FirstOrDefault(line => line.StartsWith("Status: ", StringComparison.Ordinal))?[8..] ?? "200 OK";
        return ($"HTTP/1.1 {status}\r\n{fields}", answer[(end + 4)..]);
    }
}
