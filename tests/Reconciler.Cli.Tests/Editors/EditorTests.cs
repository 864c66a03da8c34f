using Reconciler.Manifests.Schemas;

namespace Reconciler.Cli.Tests.Editors;

/// <summary>What an editor shows of a fleet, asked of the real server with the schema that <c>reconciler schema</c> prints.</summary>
/// <param name="editor">The server, started by the first test that asks.</param>
public sealed class EditorTests(Editor editor) : IClassFixture<Editor>
{
    private const string Window = """
        apiVersion: ops.reconciler.dev/v1alpha1
        kind: MaintenanceWindow
        metadata: {name: w}
        spec:
          instance: globex-amer
          category: routine
          duration: 2h
          sta
        """;

    [Fact]
    public async Task Completion_OffersTheKinds_ThatPeopleWrite()
    {
        var server = await editor.ServerAsync();
        var uri = Uri("kind");
        await server.OpenAsync(uri, editor.WithSchema("apiVersion: ops.reconciler.dev/v1alpha1\nkind: \n"));

        Assert.Superset(JsonSchemas.Kinds.ToHashSet(StringComparer.Ordinal), (await server.CompleteAsync(uri, 2, 6)).ToHashSet(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Completion_OffersTheFieldsOfTheKind()
    {
        var server = await editor.ServerAsync();
        var uri = Uri("fields");
        await server.OpenAsync(uri, editor.WithSchema(Window));

        Assert.Contains("start", await server.CompleteAsync(uri, 8, 5));
    }

    [Fact]
    public async Task Completion_OffersTheChoicesOfAField()
    {
        var server = await editor.ServerAsync();
        var uri = Uri("choices");
        await server.OpenAsync(uri, editor.WithSchema(Window.Replace("routine", "", StringComparison.Ordinal)));

        Assert.Superset(new HashSet<string>(["routine", "interrupting", "certificate"]), (await server.CompleteAsync(uri, 6, 12)).ToHashSet(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Hover_ShowsTheCommentOfTheField()
    {
        var server = await editor.ServerAsync();
        var uri = Uri("hover");
        await server.OpenAsync(uri, editor.WithSchema(Window));

        Assert.Contains("Name of the instance, in the same namespace.", await server.HoverAsync(uri, 5, 4), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Diagnostics_NameAFieldThatTheKindLacks()
    {
        var server = await editor.ServerAsync();

        var messages = await server.OpenAsync(Uri("unknown"), editor.WithSchema(Window.Replace("sta", "grond: x", StringComparison.Ordinal)));

        Assert.Contains(messages, message => message.Contains("grond", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Diagnostics_AreNone_ForEveryExample()
    {
        var server = await editor.ServerAsync();
        foreach (var file in Directory.EnumerateFiles(Repository.PathOf("examples", "fleet"), "*.yaml", SearchOption.AllDirectories).Order(StringComparer.Ordinal))
        {
            var messages = await server.OpenAsync(Uri(Path.GetRelativePath(Repository.Root, file).Replace('/', '-')), editor.WithSchema(await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken)));

            Assert.True(messages.Count == 0, $"{file}: {string.Join("; ", messages)}");
        }
    }

    private static string Uri(string name) => $"file:///fleet/{name}.yaml";
}

/// <summary>One server for all tests, and the schema in a file.</summary>
public sealed class Editor : IDisposable
{
    private readonly string _schema = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName() + ".json");
    private YamlLanguageServer? _server;

    public Editor() => File.WriteAllText(_schema, JsonSchemas.OfFleet());

    internal async Task<YamlLanguageServer> ServerAsync() => _server ??= await YamlLanguageServer.StartAsync();

    internal string WithSchema(string text) => $"# yaml-language-server: $schema={new Uri(_schema).AbsoluteUri}\n{text}";

    public void Dispose()
    {
        _server?.Dispose();
        File.Delete(_schema);
    }
}
