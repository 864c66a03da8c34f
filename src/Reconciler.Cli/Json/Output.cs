using System.Collections.Immutable;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Reconciler.Cli.Validating;

namespace Reconciler.Cli.Json;

/// <summary>Writes documents for scripts.</summary>
internal static class Output
{
    // Texts of people stay readable: they are in no web page.
    private static readonly DocumentContext Context = new(new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        WriteIndented = true,
        NewLine = "\n",
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    });

    private static readonly DocumentContext Short = new(new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });

    public static string Of(PlanDocument document) => Write(document, Context.PlanDocument);

    public static string Of(ImmutableArray<WindowRow> windows) => Write(windows, Context.ImmutableArrayWindowRow);

    public static string Of(SimulationDocument document) => Write(document, Context.SimulationDocument);

    public static string Of(RenderedDocument document) => Write(document, Context.RenderedDocument);

    public static string Of(ValidationDocument document) => Write(document, Context.ValidationDocument);

    public static string Of(BaselineDocument document) => Write(document, Context.BaselineDocument);

    public static string Of(JsonNode document) => document.ToJsonString(Context.Options) + "\n";

    public static BaselineDocument? ReadBaseline(Stream file) => JsonSerializer.Deserialize(file, Context.BaselineDocument);

    public static string Of(ResponsibilitiesDocument document) => Write(document, Context.ResponsibilitiesDocument);

    public static string Of(StatusDocument document) => Write(document, Context.StatusDocument);

    public static string Of(CheckDocument document) => Write(document, Context.CheckDocument);

    public static JsonObject Node(EntryRow row) => Node(row, Context.EntryRow);

    public static JsonObject Node(NoticeRow row) => Node(row, Context.NoticeRow);

    public static JsonObject Node(LedgerRow row) => Node(row, Context.LedgerRow);

    public static JsonObject Node(FindingRow row) => Node(row, Context.FindingRow);

    public static JsonObject Node(StatusDocument document) => Node(document, Context.StatusDocument);

    public static JsonObject Node(ToolRow row) => Node(row, Context.ToolRow);

    /// <summary>An object that says so where it would only be told, and nobody is told anything.</summary>
    public static JsonObject Observed(this JsonObject row, bool isObserved)
    {
        if (isObserved)
        {
            row["observed"] = true;
        }

        return row;
    }

    /// <summary>An object in one line.</summary>
    public static string Line(JsonObject row) => row.ToJsonString(Short.Options) + "\n";

    private static JsonObject Node<T>(T row, JsonTypeInfo<T> type) => JsonSerializer.SerializeToNode(row, type)!.AsObject();

    private static string Write<T>(T document, JsonTypeInfo<T> type) => JsonSerializer.Serialize(document, type) + "\n";
}

/// <summary>How the documents are written, made at build time: starting up costs nothing.</summary>
[JsonSerializable(typeof(PlanDocument))]
[JsonSerializable(typeof(ImmutableArray<WindowRow>))]
[JsonSerializable(typeof(SimulationDocument))]
[JsonSerializable(typeof(RenderedDocument))]
[JsonSerializable(typeof(ValidationDocument))]
[JsonSerializable(typeof(BaselineDocument))]
[JsonSerializable(typeof(JsonNode))]
[JsonSerializable(typeof(ResponsibilitiesDocument))]
[JsonSerializable(typeof(StatusDocument))]
[JsonSerializable(typeof(CheckDocument))]
[JsonSerializable(typeof(LedgerRow))]
internal sealed partial class DocumentContext : JsonSerializerContext;
