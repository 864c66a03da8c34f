using System.Text;
using System.Text.Json;
using CsCheck;
using Reconciler.Kubernetes.Objects;

namespace Reconciler.Kubernetes.Tests.Objects;

/// <summary>What is read of objects and of lists, also of odd ones.</summary>
public sealed class ReadingTests
{
    private const string Full = """
        {"apiVersion":"x/v1","kind":"Y","metadata":{"annotations":{"kubectl.kubernetes.io/last-applied-configuration":"{\"a\":1}","note":"ä"},
        "creationTimestamp":"2026-12-01T09:00:00Z","deletionTimestamp":"2026-12-02T09:00:00Z","finalizers":["f"],"generation":7,"labels":{"b":"2","a":"1"},
        "managedFields":[{"manager":"m","fieldsV1":{"f:spec":{}}}],"name":"n","namespace":"s",
        "ownerReferences":[{"apiVersion":"v1","kind":"K","name":"o","uid":"u-1"},{"uid":"u-2"}],"resourceVersion":"42","uid":"u-0"},"spec":{"metadata":{"name":"no"}}}
        """;

    [Fact]
    public void Parse_ReadsTheHead_AndNothingElse()
    {
        var head = ApiObject.Parse(Encoding.UTF8.GetBytes(Full)).Head;

        Assert.Equal(
            ("s/n", "u-0", "42", 7L, "a=1 b=2", "note=ä", "u-1 u-2 f"),
            (head.Name.ToString(), head.Uid, head.ResourceVersion, head.Generation, Words(head.Labels), Words(head.Annotations), string.Join(' ', head.Owners.Concat(head.Finalizers))));
        Assert.Equal((new DateTimeOffset(2026, 12, 1, 9, 0, 0, TimeSpan.Zero), 1), (head.CreatedAt!.Value, (head.DeletedAt - head.CreatedAt)!.Value.Days));
    }

    [Theory]
    [InlineData("""{"metadata":{"name":"n","namespace":null,"generation":"seven","labels":null,"annotations":7,"ownerReferences":{},"finalizers":null,"uid":{},"resourceVersion":[1]}}""")]
    [InlineData("""{"metadata":{"labels":{"a":["b"]},"name":"n","generation":1.5,"deletionTimestamp":null,"creationTimestamp":{"a":{}}}}""")]
    [InlineData("""{"spec":{"a":[1,{"b":2}]},"metadata":{"name":"n"}}""")]
    public void Parse_PassesOverWhatIsOfNoUse_WhenThereIsAName(string json)
    {
        var head = ApiObject.Parse(Encoding.UTF8.GetBytes(json)).Head;

        Assert.Equal(new ObjectHead { Name = new(null, "n"), Owners = head.Owners, Finalizers = head.Finalizers }, head);
    }

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("7")]
    [InlineData("{}")]
    [InlineData("""{"metadata":null}""")]
    [InlineData("""{"metadata":{"name":""}}""")]
    [InlineData("""{"metadata":{"name":7}}""")]
    [InlineData("""{"metadata":{"name":"n" """)]
    [InlineData("<html>")]
    public void Parse_SaysSo_WhenThisIsNoObjectWithAName(string json) =>
        Assert.ThrowsAny<JsonException>(() => ApiObject.Parse(Encoding.UTF8.GetBytes(json)));

    [Theory]
    [InlineData("""{"apiVersion":"v1","items":[1],"kind":"L"}""")]
    [InlineData("[]")]
    [InlineData("hello")]
    public async Task List_SaysSo_WhenItIsNone(string json) =>
        await Assert.ThrowsAnyAsync<JsonException>(async () => await ReadAsync(json, 100));

    [Fact]
    public async Task List_SaysSo_WhenItBreaksOff() =>
        await Assert.ThrowsAsync<EndOfStreamException>(async () => await ReadAsync("""{"items":[{"a":1},{"b":""", 100));

    // However the bytes are cut, and wherever the metadata stands: objects as the server words them, one by one.
    [Fact]
    public async Task List_IsReadWhole_HoweverItsBytesCome() =>
        await Gen.Select(Gen.Int[1, 40], Gen.Int[0, 30], Gen.Bool, Gen.Int[0, 60_000]).SampleAsync(async (chunk, count, metadataLast, padding) =>
        {
            var items = Enumerable.Range(0, count).Select(i => $$$"""{"metadata":{"name":"n{{{i}}}"},"x":["]}",{{{i}}}{{{new string(' ', i == 3 ? padding : 0)}}}]}""").ToList();
            const string Metadata = "\"metadata\":{\"remainingItemCount\":7,\"resourceVersion\":\"42\",\"selfLink\":null,\"continue\":\"next\"}";
            var all = $"\"items\":[{string.Join(',', items)}]";
            var json = $$"""{"kind":"L",{{(metadataLast ? $"{all},{Metadata}" : $"{Metadata},{all}")}},"apiVersion":"v1"}""";

            var (found, end) = await ReadAsync(json, chunk * chunk);

            return found.SequenceEqual(items) && end == new PageEnd("42", "next");
        }, iter: 200);

    private static async Task<(List<string> Items, PageEnd End)> ReadAsync(string json, int chunk)
    {
        var items = new List<string>();
        using var reader = new ListReader(new Chunks(Encoding.UTF8.GetBytes(json), chunk), item => items.Add(Encoding.UTF8.GetString(item.Span)));
        return (items, await reader.ReadAsync(Plane.Stop));
    }

    private static string Words(StringMap map) => string.Join(' ', map.Select(entry => $"{entry.Key}={entry.Value}"));

    private sealed class Chunks(byte[] bytes, int size) : MemoryStream(bytes)
    {
        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
            base.ReadAsync(buffer[..Math.Min(size, buffer.Length)], cancellationToken);
    }
}
