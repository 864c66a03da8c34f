using System.Collections.Immutable;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using CsCheck;
using Reconciler.Api;
using Reconciler.Manifests.Binding;

namespace Reconciler.Manifests.Tests;

/// <summary>Makes any record of the API: each field with a value of its type and within its bounds, or left at its default.</summary>
internal static class AnyRecord
{
    private const int MostElements = 3;

    private static readonly DateTimeOffset Epoch = new(2000, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private static readonly Gen<string> Words = Gen.OneOf<string>(
        Gen.String[Gen.Char.AlphaNumeric, 0, 8],
        Gen.String[Gen.Char[' ', '~'], 0, 20],
        Gen.OneOf("", " ", "~", "null", "yes", "No", "true", "1", "1e3", "0x1F", "1:30", "2026-12-08", "2026-12-08T21:00:00Z", ".5", "-", "- a", "a: b", "a #b", "#a", "'", "\"", "\\", "|", ">", "*a", "&a", "!a", "%", "@", "`", "<<",
            "=", "a:", ":a", "?", "[a]", "{a}", "a,b", "two\nlines", "two\nlines\n", "\nfirst empty", "ends\n\n", " first blank\nx", "x \ny", "tab\t", "\t", "\r", "\r\n", "\0", "\u0007", "\u001B", "\u0085", "\u2028", "\uFEFF", "ä", "升级", "📞 call", "e\u0301",
            "---", "...", "--- a\n---\nb", "%YAML 1.2\nx", "# not a comment\nx", "a\n\nb", "a\n  b", "x\n#", new string('w', 300) + " " + new string('w', 300)));

    /// <summary>Any object of a kind.</summary>
    public static Gen<Resource> Of(Type kind) => OfType(kind, property: null).Select(record => (Resource)record);

    private static Gen<object> OfType(Type type, PropertyInfo? property)
    {
        var plain = Nullable.GetUnderlyingType(type) ?? type;
        if (plain.IsGenericType && plain.GetGenericTypeDefinition() == typeof(ImmutableArray<>))
        {
            var least = property?.GetCustomAttribute<System.ComponentModel.DataAnnotations.MinLengthAttribute>()?.Length ?? 1;
            return OfType(plain.GetGenericArguments()[0], property).Array[least, MostElements].Select(items => ListOf(plain.GetGenericArguments()[0], items));
        }

        if (plain.IsGenericType && plain.GetGenericTypeDefinition() == typeof(ImmutableSortedDictionary<,>))
        {
            return Gen.Select(Words, OfType(plain.GetGenericArguments()[1], property)).Array[0, MostElements].Select(items => MapOf(plain.GetGenericArguments()[1], items));
        }

        return plain == typeof(string) ? TextOf(property).Select(text => (object)text)
            : plain == typeof(bool) ? Gen.Bool.Select(value => (object)value)
            : plain == typeof(int) ? Gen.Int[LeastOf(property), MostOf(property)].Select(value => (object)value)
            : plain == typeof(long) ? Gen.Long.Select(value => (object)value)
            : plain == typeof(TimeSpan) ? DurationOf(property).Select(value => (object)value)
            : plain == typeof(DateOnly) ? Days.Select(day => (object)day)
            : plain == typeof(TimeOnly) ? Gen.Int[0, 86_399].Select(second => (object)TimeOnly.FromTimeSpan(TimeSpan.FromSeconds(second)))
            : plain == typeof(DateTimeOffset) ? Instants.Select(value => (object)value)
            : plain == typeof(DateOrInstant) ? Gen.Select(Gen.Bool, Days, Instants, (isDate, day, instant) => (object)(isDate ? new DateOrInstant(day) : new DateOrInstant(instant)))
            : plain.IsEnum ? Gen.OneOf([.. Enum.GetValuesAsUnderlyingType(plain).Cast<object>().Select(value => Enum.ToObject(plain, value))])
            : OfRecord(plain);
    }

    private static Gen<object> OfRecord(Type type)
    {
        var fields = Shapes.Of(type).Fields;
        var properties = fields.Select(field => type.GetProperties().First(property => string.Equals(property.Name, field.Name, StringComparison.OrdinalIgnoreCase))).ToArray();
        return Gen.Int[0, int.MaxValue - 1].Array[properties.Length].SelectMany(choices => properties
            .Select((property, i) => property.IsDefined(typeof(RequiredMemberAttribute)) || choices[i] % 2 == 0 ? OfType(property.PropertyType, property) : Gen.Const<object>(Missing.Value))
            .Aggregate(Gen.Const(ImmutableList<object>.Empty), (all, next) => Gen.Select(all, next, (done, value) => done.Add(value))))
            .Select(values => Make(type, fields, values));
    }

    private static object Make(Type type, IReadOnlyList<Field> fields, ImmutableList<object> values)
    {
        var record = Activator.CreateInstance(type)!;
        foreach (var (field, value) in fields.Zip(values).Where(pair => pair.Second is not Missing))
        {
            field.Set(record, value);
        }

        return record;
    }

    private static Gen<string> TextOf(PropertyInfo? property) => property?.GetCustomAttribute<FormatAttribute>()?.Format switch
    {
        null => Words,
        ValueFormat.TimeZone => Gen.OneOf("Europe/Berlin", "America/New_York", "UTC"),
        ValueFormat.Cron => Gen.OneOf("0 21 * * 1-5", "*/5 * 29 2 *"),
        ValueFormat.ReleaseVersion => Gen.OneOf("15", "14SU3", "14.0.1.13900-155", "X14.3.1"),
        ValueFormat.Email => Gen.OneOf("a@b", "noc+1@example.com"),
        ValueFormat.ObjectName => Gen.OneOf("acme", "0", "1e3", "null", "no", "a-1.b"),
        ValueFormat.Language => Gen.OneOf("en", "no", "zh-CN"),
        var other => throw new NotSupportedException($"A format without a text: {other}."),
    };

    private static Gen<DateOnly> Days { get; } = Gen.Date[new(1900, 1, 1), new(2399, 12, 31)].Select(DateOnly.FromDateTime);

    private static Gen<DateTimeOffset> Instants { get; } =
        Gen.Select(Gen.Long[-3_100_000_000, 12_600_000_000], Gen.Int[-56, 56], Gen.OneOf(0, 1, 5_000_000, 1_234_567), (second, quarters, ticks) =>
            Epoch.AddSeconds(second).AddTicks(ticks).ToOffset(TimeSpan.FromMinutes(15 * quarters)));

    private static Gen<TimeSpan> DurationOf(PropertyInfo? property)
    {
        var range = property?.GetCustomAttribute<DurationRangeAttribute>();
        var (least, most) = (Durations.Parse(range?.Least) ?? TimeSpan.Zero, Durations.Parse(range?.Most) ?? TimeSpan.FromDays(9999));
        return Gen.Int[(int)least.TotalSeconds, (int)most.TotalSeconds].Select(seconds => TimeSpan.FromSeconds(seconds));
    }

    private static int LeastOf(PropertyInfo? property) => (int?)property?.GetCustomAttribute<System.ComponentModel.DataAnnotations.RangeAttribute>()?.Minimum ?? int.MinValue;

    private static int MostOf(PropertyInfo? property) => (int?)property?.GetCustomAttribute<System.ComponentModel.DataAnnotations.RangeAttribute>()?.Maximum ?? int.MaxValue;

    private static object ListOf(Type element, object[] items)
    {
        var array = Array.CreateInstance(element, items.Length);
        items.CopyTo(array, 0);
        return typeof(ImmutableCollectionsMarshal).GetMethod(nameof(ImmutableCollectionsMarshal.AsImmutableArray))!.MakeGenericMethod(element).Invoke(null, [array])!;
    }

    private static object MapOf(Type element, (string Key, object Value)[] items)
    {
        var map = typeof(Map).GetMethod(nameof(Map.Empty))!.MakeGenericMethod(element).Invoke(null, null)!;
        var set = map.GetType().GetMethod("SetItem")!;
        return items.Aggregate(map, (filled, item) => set.Invoke(filled, [item.Key, item.Value])!);
    }
}
