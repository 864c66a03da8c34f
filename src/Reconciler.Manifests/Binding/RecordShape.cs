using System.Collections.Frozen;
using System.Reflection;
using System.Text.Json.Nodes;
using Reconciler.Core.Inventory;
using Reconciler.Manifests.Schemas;
using Reconciler.Manifests.Writing;
using Reconciler.Manifests.Yaml;

namespace Reconciler.Manifests.Binding;

/// <summary>Records of the API: every property is a field, in the order of declaration, those of the base record first.</summary>
internal sealed class RecordShape : Shape
{
    private const int MostFields = 64;

    private readonly Type _type;
    private readonly Field[] _fields;
    private readonly FrozenDictionary<string, Field> _byName;
    private readonly FrozenSet<string> _passedOver;
    private readonly ulong _required;
    private readonly Lazy<object> _blank;
    private readonly Func<YamlNode, string>? _advise;

    /// <summary>The shape of a record.</summary>
    /// <param name="type">Its type.</param>
    public RecordShape(Type type)
    {
        _type = type;
        _fields =
        [
            .. type.GetProperties(BindingFlags.Public | BindingFlags.Instance)
                .Where(property => property.SetMethod is not null)
                .OrderBy(property => DepthOf(property.DeclaringType!))
                .ThenBy(property => property.HasMetadataToken() ? property.MetadataToken : 0)
                .Select((property, index) => new Field(property, index)),
        ];
        _byName = _fields.ToFrozenDictionary(field => field.Name);
        _passedOver = Kinds.PassedOver(type);
        _required = _fields.Where(field => field.IsRequired).Aggregate(0UL, (bits, field) => bits | (1UL << field.Index));
        _blank = new(() => Activator.CreateInstance(type)!);
        _advise = _fields.Where(field => field.IsRequired).ToArray() is [var only]
            ? found => found is Scalar { IsNull: false } value && only.Shape is ScalarShape ? $"write it as '{{{only.Name}: {Found.Shorten(value.Text)}}}'" : ""
            : null;
        ArgumentOutOfRangeException.ThrowIfGreaterThan(_fields.Length, MostFields);
    }

    /// <inheritdoc/>
    public override string Words => "a mapping with " + NamesOfFields;

    /// <summary>Type of the record.</summary>
    public Type Record => _type;

    /// <summary>Its fields, in the order of declaration.</summary>
    public IReadOnlyList<Field> Fields => _fields;

    /// <inheritdoc/>
    public override object? Read(YamlNode node, Reading reading)
    {
        if (node.Target is not Mapping mapping)
        {
            return reading.Reject(ReadProblems.WrongType, node, Words, _advise);
        }

        var record = Activator.CreateInstance(_type)!;
        var (seen, given) = (0UL, 0UL);
        foreach (var entry in mapping.Entries)
        {
            if (!_byName.TryGetValue(entry.Key, out var field))
            {
                ReportUnknown(entry, reading);
                continue;
            }

            var bit = 1UL << field.Index;
            if ((seen & bit) != 0)
            {
                ReportTwice(mapping, entry, reading);
                continue;
            }

            seen |= bit;
            if (entry.Value.Target is Scalar { IsNull: true })
            {
                continue;
            }

            given |= bit;
            if (reading.Below(entry.Key, entry.Value, field.Shape) is { } value)
            {
                field.Set(record, value);
            }
        }

        if ((_required & ~given) != 0)
        {
            ReportMissing(mapping, given, reading);
        }

        return record;
    }

    /// <inheritdoc/>
    public override JsonObject SchemaOf(Comments comments)
    {
        var properties = new JsonObject();
        foreach (var field in _fields)
        {
            var schema = field.Shape.SchemaOf(comments);
            schema["description"] = comments.Of(field.Property);
            properties[field.Name] = schema;
        }

        foreach (var name in _passedOver)
        {
            properties[name] = new JsonObject();
        }

        var record = new JsonObject { ["type"] = "object", ["properties"] = properties, ["additionalProperties"] = false };
        if (_required != 0)
        {
            record["required"] = new JsonArray([.. _fields.Where(field => field.IsRequired).Select(field => (JsonNode)field.Name)]);
        }

        return record;
    }

    /// <inheritdoc/>
    public override void Write(object value, FieldWriter output)
    {
        output.BeginMapping();
        WriteFields(value, output);
        output.EndMapping();
    }

    /// <summary>Writes the fields that differ from their defaults, and those that have to be there.</summary>
    public void WriteFields(object record, FieldWriter output)
    {
        foreach (var field in _fields)
        {
            if (field.Get(record) is { } value && (field.IsRequired || !field.Shape.AreSame(value, field.Get(_blank.Value))))
            {
                output.Text(field.Name);
                field.Shape.Write(value, output);
            }
        }
    }

    /// <inheritdoc/>
    public override bool AreSame(object? left, object? right) =>
        left is null || right is null
            ? left == right
            : _fields.All(field => field.Shape.AreSame(field.Get(left), field.Get(right)));

    /// <summary>Reports that a key is given twice.</summary>
    public static void ReportTwice(Mapping mapping, MapEntry again, Reading reading)
    {
        if (!reading.NoteProblem())
        {
            return;
        }

        var (path, first) = (FieldPath.Join(reading.Path, again.Key), mapping.Find(again.Key)!.Value.KeySpan);
        reading.Report(ReadProblems.DuplicateKey, again.KeySpan, path, $"'{path}' is given twice: first on line {first.Line}", "keep one of the two");
    }

    private string NamesOfFields => string.Join(", ", _byName.Values.OrderBy(known => known.Index).Select(known => known.Name));

    private void ReportUnknown(MapEntry entry, Reading reading)
    {
        if (_passedOver.Contains(entry.Key))
        {
            return;
        }

        if (!reading.NoteProblem())
        {
            return;
        }

        var path = FieldPath.Join(reading.Path, entry.Key);
        var remedy = Spelling.Nearest(entry.Key, _byName.Keys) is { } near ? $"did you mean '{near}'?" : "fields here: " + NamesOfFields;
        reading.Report(ReadProblems.UnknownField, entry.KeySpan, path, $"unknown field '{path}' of {reading.Subject.Kind}", remedy);
    }

    private void ReportMissing(Mapping mapping, ulong given, Reading reading)
    {
        foreach (var field in _fields.Where(field => field.IsRequired && (given & (1UL << field.Index)) == 0))
        {
            if (!reading.NoteMissing())
            {
                return;
            }

            var path = FieldPath.Join(reading.Path, field.Name);
            var (span, state) = mapping.Find(field.Name) is { } empty ? (empty.KeySpan, "empty") : (PlaceOf(mapping), "missing");
            reading.Report(ReadProblems.MissingField, span, path, $"'{path}' of {reading.Subject.Kind} is {state}", $"add '{field.Name}', {field.Shape.Words}");
        }
    }

    // What is missing has no place: the first line of the mapping that lacks it stands for it.
    private static TextSpan PlaceOf(Mapping mapping) => mapping.Entries.Length == 0 ? mapping.Span : mapping.Entries[0].KeySpan;

    private static int DepthOf(Type type) => type.BaseType is { } above ? 1 + DepthOf(above) : 0;
}
