using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;

namespace Reconciler.Cli.Tests.Editors;

/// <summary>The server that editors ask about YAML, spoken to as an editor does: JSON-RPC over its standard streams.</summary>
internal sealed class YamlLanguageServer : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(90);

    private readonly Process _process;
    private readonly List<JsonNode> _notifications = [];
    private int _lastId;

    private YamlLanguageServer(Process process) => _process = process;

    public static string Program { get; } = Repository.PathOf("artifacts", "tools", "node_modules", "yaml-language-server", "bin", "yaml-language-server");

    public static async Task<YamlLanguageServer> StartAsync()
    {
        Assert.SkipUnless(File.Exists(Program), "needs: npm install --prefix artifacts/tools yaml-language-server, as .ci/run does");
        var start = new ProcessStartInfo("node", [Program, "--stdio"]) { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false };
        var server = new YamlLanguageServer(Process.Start(start)!);
        await server.AskAsync("initialize", new JsonObject
        {
            ["processId"] = Environment.ProcessId,
            ["rootUri"] = null,
            ["capabilities"] = new JsonObject { ["textDocument"] = new JsonObject { ["completion"] = new JsonObject(), ["hover"] = new JsonObject(), ["publishDiagnostics"] = new JsonObject() } },
        });
        await server.TellAsync("initialized", []);
        return server;
    }

    /// <summary>Opens a text, and waits until the server has looked at it.</summary>
    public async Task<IReadOnlyList<string>> OpenAsync(string uri, string text)
    {
        await TellAsync("textDocument/didOpen", new JsonObject { ["textDocument"] = new JsonObject { ["uri"] = uri, ["languageId"] = "yaml", ["version"] = 1, ["text"] = text } });
        while (true)
        {
            var found = _notifications.Find(message => (string?)message["method"] == "textDocument/publishDiagnostics" && (string?)message["params"]!["uri"] == uri);
            if (found is not null)
            {
                _notifications.Remove(found);
                return [.. found["params"]!["diagnostics"]!.AsArray().Select(diagnostic => (string)diagnostic!["message"]!)];
            }

            _notifications.Add(await ReadAsync());
        }
    }

    public async Task<IReadOnlyList<string>> CompleteAsync(string uri, int line, int character)
    {
        var answer = await AskAsync("textDocument/completion", At(uri, line, character));
        var items = answer is JsonArray list ? list : answer!["items"]!.AsArray();
        return [.. items.Select(item => (string)item!["label"]!)];
    }

    public async Task<string> HoverAsync(string uri, int line, int character) =>
        (await AskAsync("textDocument/hover", At(uri, line, character)))?["contents"]?["value"]?.GetValue<string>() ?? "";

    public void Dispose()
    {
        _process.Kill(entireProcessTree: true);
        _process.Dispose();
    }

    private static JsonObject At(string uri, int line, int character) => new()
    {
        ["textDocument"] = new JsonObject { ["uri"] = uri },
        ["position"] = new JsonObject { ["line"] = line, ["character"] = character },
    };

    private async Task<JsonNode?> AskAsync(string method, JsonObject arguments)
    {
        var id = ++_lastId;
        await WriteAsync(new() { ["jsonrpc"] = "2.0", ["id"] = id, ["method"] = method, ["params"] = arguments });
        while (true)
        {
            var message = await ReadAsync();
            if (message["method"] is null && (int?)message["id"] == id)
            {
                return message["result"];
            }

            if (message["method"] is not null && message["id"] is { } question)
            {
                // It asks for settings and registrations: nothing is set here.
                await WriteAsync(new() { ["jsonrpc"] = "2.0", ["id"] = question.DeepClone(), ["result"] = (string?)message["method"] == "workspace/configuration" ? new JsonArray(null, null, null, null, null) : null });
            }
            else
            {
                _notifications.Add(message);
            }
        }
    }

    private Task TellAsync(string method, JsonObject arguments) => WriteAsync(new() { ["jsonrpc"] = "2.0", ["method"] = method, ["params"] = arguments });

    private async Task WriteAsync(JsonObject message)
    {
        var body = Encoding.UTF8.GetBytes(message.ToJsonString());
        var head = Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"Content-Length: {body.Length}\r\n\r\n"));
        await _process.StandardInput.BaseStream.WriteAsync((byte[])[.. head, .. body], TestContext.Current.CancellationToken);
        await _process.StandardInput.BaseStream.FlushAsync(TestContext.Current.CancellationToken);
    }

    private async Task<JsonNode> ReadAsync()
    {
        using var patience = new CancellationTokenSource(Patience, TimeProvider.System);
        var stream = _process.StandardOutput.BaseStream;
        var head = new StringBuilder();
        var one = new byte[1];
        while (!head.ToString().EndsWith("\r\n\r\n", StringComparison.Ordinal))
        {
            await stream.ReadExactlyAsync(one, patience.Token);
            head.Append((char)one[0]);
        }

        var length = head.ToString().Split("\r\n").First(line => line.StartsWith("Content-Length:", StringComparison.OrdinalIgnoreCase)).Split(':')[1];
        var body = new byte[int.Parse(length, CultureInfo.InvariantCulture)];
        await stream.ReadExactlyAsync(body, patience.Token);
        return JsonNode.Parse(body)!;
    }
}
