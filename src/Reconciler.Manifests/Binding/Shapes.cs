using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.ComponentModel.DataAnnotations;
using System.Reflection;
using Reconciler.Api;

namespace Reconciler.Manifests.Binding;

/// <summary>Finds the shape of a type. Records are looked at once.</summary>
internal static class Shapes
{
    private static readonly ConcurrentDictionary<Type, RecordShape> Records = new();

    /// <summary>The shape of a record of the API.</summary>
    public static RecordShape Of(Type record) => Records.GetOrAdd(record, static type => new(type));

    /// <summary>The shape of a property: of its type, with what its attributes add.</summary>
    public static Shape Of(PropertyInfo property) => Of(property.PropertyType, property);

    private static Shape Of(Type type, PropertyInfo property)
    {
        var plain = Nullable.GetUnderlyingType(type) ?? type;
        if (plain.IsGenericType && plain.GetGenericTypeDefinition() is var generic && plain.GetGenericArguments()[^1] is var element)
        {
            var shape = Of(element, property);
            if (generic == typeof(ImmutableArray<>))
            {
                var least = property.GetCustomAttribute<MinLengthAttribute>()?.Length ?? 0;
                return ListOf(element, shape, least, property.GetCustomAttribute<MaxLengthAttribute>()?.Length ?? int.MaxValue);
            }

            if (generic == typeof(ImmutableSortedDictionary<,>))
            {
                return MapOf(element, shape);
            }
        }

        return plain == typeof(string) ? new TextShape(property.GetCustomAttribute<FormatAttribute>()?.Format)
            : plain == typeof(bool) ? new TruthShape()
            : plain == typeof(int) ? Integer(isLong: false, property, int.MinValue, int.MaxValue)
            : plain == typeof(long) ? Integer(isLong: true, property, long.MinValue, long.MaxValue)
            : plain == typeof(TimeSpan) ? new DurationShape(property.GetCustomAttribute<DurationRangeAttribute>())
            : plain == typeof(DateOnly) ? new DateShape()
            : plain == typeof(DateTimeOffset) ? new InstantShape()
            : plain == typeof(DateOrInstant) ? new DateOrInstantShape()
            : plain == typeof(TimeOnly) ? new TimeShape()
            : plain.IsEnum ? new EnumShape(plain)
            : plain.IsClass && plain.Assembly == typeof(Resource).Assembly ? Of(plain)
            : throw new NotSupportedException($"{property.DeclaringType}.{property.Name} has a type that no manifest can hold: {plain}.");
    }

    // Texts stand for all references: with them the code for records is compiled ahead of time too.
    private static Shape ListOf(Type type, Shape element, int least, int most) =>
        type == typeof(string) ? new ListShape<string>(element, least, most)
        : ValueTypes.Find(type)?.List(element, least, most) ?? (Shape)Activator.CreateInstance(typeof(ListShape<>).MakeGenericType(type), element, least, most)!;

    private static Shape MapOf(Type type, Shape element) =>
        type == typeof(string) ? new MapShape<string>(element)
        : ValueTypes.Find(type)?.Map(element) ?? (Shape)Activator.CreateInstance(typeof(MapShape<>).MakeGenericType(type), element)!;

    private static IntegerShape Integer(bool isLong, PropertyInfo property, long least, long most) =>
        property.GetCustomAttribute<RangeAttribute>() is { Minimum: int from, Maximum: int to } ? new(isLong, from, to) : new(isLong, least, most);
}
