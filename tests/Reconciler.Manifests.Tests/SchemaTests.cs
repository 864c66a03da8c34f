using System.Collections.Immutable;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using Reconciler.Api;
using Reconciler.Manifests.Schemas;

namespace Reconciler.Manifests.Tests;

/// <summary>
/// The schema of a kind says what its records say: every field with what its comment says, what is <c>required</c> in C#, every choice. The
/// records are walked by reflection, so a field that is added is looked for here.
/// </summary>
public sealed class SchemaTests
{
    private static readonly Type[] Written =
    [
        typeof(ChangeRequest), typeof(CopRequest), typeof(DedicatedInstance), typeof(FleetSource), typeof(HolidayCalendar), typeof(MaintenanceWindow),
        typeof(OperationalPolicy), typeof(SupportCase), typeof(UpgradePlan),
    ];

    private static readonly JsonSerializerOptions Words = new() { Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) } };

    public static TheoryData<string> Names => [.. Written.Select(kind => kind.Name)];

    [Fact]
    public void Kinds_AreThoseThatPeopleWrite() => Assert.Equal(Written.Select(kind => kind.Name), JsonSchemas.Kinds);

    [Theory]
    [InlineData("ChangeTicket")]
    [InlineData("Notice")]
    [InlineData("Pod")]
    public void OfKind_IsNothing_WhenPeopleDoNotWriteIt(string kind) => Assert.Null(JsonSchemas.OfKind(kind));

    [Theory]
    [MemberData(nameof(Names))]
    public void Schema_HasEveryFieldOfTheRecord_AndNoOther(string kind) => Assert.All(RecordsOf(kind), record => Assert.Equal(
        FieldsOf(record.Type).Select(NameOf).Order(StringComparer.Ordinal), Properties(record.Schema).Select(property => property.Key).Order(StringComparer.Ordinal)));

    [Theory]
    [MemberData(nameof(Names))]
    public void Schema_DescribesEveryField(string kind) => Assert.All(
        from record in RecordsOf(kind)
        from property in Properties(record.Schema)
        select (Path: $"{record.Path}.{property.Key}", property.Value),
        field => Assert.False(string.IsNullOrWhiteSpace(field.Value!["description"]?.GetValue<string>()), field.Path));

    [Theory]
    [MemberData(nameof(Names))]
    public void Schema_RequiresWhatTheRecordRequires(string kind) => Assert.All(RecordsOf(kind), record => Assert.Equal(
        [.. FieldsOf(record.Type).Where(field => field.IsDefined(typeof(RequiredMemberAttribute))).Select(NameOf).Where(name => kind != nameof(OperationalPolicy) || name == "name")],
        record.Schema["required"]?.AsArray().Select(name => name!.GetValue<string>()) ?? []));

    [Theory]
    [MemberData(nameof(Names))]
    public void Schema_ListsEveryChoice_WithItsMeaning(string kind) => Assert.All(
        from record in RecordsOf(kind)
        from field in FieldsOf(record.Type)
        let type = ElementOf(field.PropertyType)
        where type.IsEnum
        select (Type: type, Schema: Below(Properties(record.Schema).Single(property => property.Key == NameOf(field)).Value!)),
        choice =>
        {
            Assert.Equal(
                Enum.GetValuesAsUnderlyingType(choice.Type).Cast<object>().Select(value => JsonSerializer.SerializeToNode(Enum.ToObject(choice.Type, value), Words)!.GetValue<string>()),
                choice.Schema["enum"]!.AsArray().Select(word => word!.GetValue<string>()));
            Assert.Equal(
                choice.Type == typeof(DayOfWeek) ? 0 : Enum.GetNames(choice.Type).Length,
                choice.Schema["enumDescriptions"]?.AsArray().Count(text => text!.GetValue<string>().Length > 0) ?? 0);
        });

    [Theory]
    [MemberData(nameof(Names))]
    public void OfFleet_HoldsTheSchemaOfEveryKind(string kind)
    {
        var alone = JsonNode.Parse(JsonSchemas.OfKind(kind)!)!.AsObject();
        alone.Remove("$schema");

        Assert.True(JsonNode.DeepEquals(alone, JsonNode.Parse(JsonSchemas.OfFleet())!["definitions"]![kind]));
    }

    private static List<(string Path, Type Type, JsonObject Schema)> RecordsOf(string kind)
    {
        var records = new List<(string, Type, JsonObject)>();
        var spec = Written.Single(type => type.Name == kind).GetProperty("Spec")!.PropertyType;
        Collect("spec", spec, JsonNode.Parse(JsonSchemas.OfKind(kind)!)!["properties"]!["spec"]!.AsObject(), records);
        return records;
    }

    private static void Collect(string path, Type type, JsonObject schema, List<(string, Type, JsonObject)> records)
    {
        records.Add((path, type, schema));
        foreach (var field in FieldsOf(type).Where(field => ElementOf(field.PropertyType) is { IsClass: true, Namespace: "Reconciler.Api" }))
        {
            Collect($"{path}.{NameOf(field)}", ElementOf(field.PropertyType), Below(schema["properties"]![NameOf(field)]!), records);
        }
    }

    private static IEnumerable<PropertyInfo> FieldsOf(Type type) =>
        type.GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(property => property.SetMethod is not null);

    private static string NameOf(PropertyInfo field) => JsonNamingPolicy.CamelCase.ConvertName(field.Name);

    private static JsonObject Properties(JsonObject schema) => schema["properties"]!.AsObject();

    // The record or choice in a list, a map, or an optional field.
    private static Type ElementOf(Type type) =>
        Nullable.GetUnderlyingType(type) is { } value ? ElementOf(value)
        : type.IsGenericType && type.GetGenericTypeDefinition() is var generic && (generic == typeof(ImmutableArray<>) || generic == typeof(ImmutableSortedDictionary<,>)) ? ElementOf(type.GetGenericArguments()[^1])
        : type;

    private static JsonObject Below(JsonNode schema) =>
        schema["items"] is { } element ? Below(element)
        : schema["additionalProperties"] is JsonObject value ? Below(value)
        : schema.AsObject();
}
