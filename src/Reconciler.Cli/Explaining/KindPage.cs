using System.Collections.Immutable;
using System.Globalization;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;
using Reconciler.Api;
using Reconciler.Manifests.Schemas;

namespace Reconciler.Cli.Explaining;

/// <summary>A kind with all its fields, as the records and their comments say.</summary>
internal static class KindPage
{
    /// <summary>The kinds by name.</summary>
    public static IReadOnlyList<(ResourceKindAttribute Kind, Type Type)> All { get; } =
    [
        .. typeof(Resource).Assembly.GetExportedTypes()
            .Select(type => (Kind: type.GetCustomAttribute<ResourceKindAttribute>(), Type: type))
            .Where(pair => pair.Kind is not null)
            .Select(pair => (pair.Kind!, pair.Type))
            .OrderBy(pair => pair.Item1.Kind, StringComparer.Ordinal),
    ];

    /// <summary>The page of a kind.</summary>
    /// <param name="name">Kind, short name or plural, in any case.</param>
    /// <returns>Null where there is no such kind.</returns>
    public static string? Find(string name)
    {
        var (kind, type) = All.FirstOrDefault(pair => new[] { pair.Kind.Kind, pair.Kind.ShortName, pair.Kind.Plural }.Contains(name, StringComparer.OrdinalIgnoreCase));
        return kind is null ? null : Page(kind, type, Comments.Load());
    }

    private static string Page(ResourceKindAttribute kind, Type type, Comments comments)
    {
        var page = new StringBuilder();
        page.Append(CultureInfo.InvariantCulture, $"{kind.Kind} ({kind.ShortName}), {ApiGroup.ApiVersion}{(kind.ClusterScoped ? ", without a namespace" : "")}{(kind.Generated ? ", made by the product" : "")}\n\n");
        page.Append(CultureInfo.InvariantCulture, $"{comments.Of(type)}\n\nFIELDS (* must be given)\n");
        AddFields(page, "spec", type.GetProperty("Spec")!.PropertyType, comments);
        page.Append("\nSTATUS\n");
        AddFields(page, "status", type.GetProperty("Status")!.PropertyType, comments);
        return page.ToString();
    }

    private static void AddFields(StringBuilder page, string path, Type type, Comments comments)
    {
        var nullability = new NullabilityInfoContext();
        foreach (var property in type.GetProperties().Where(property => property.SetMethod is not null).OrderBy(property => property.DeclaringType == type ? 1 : 0))
        {
            var (element, suffix) = Unwrap(property.PropertyType);
            var field = $"{path}.{JsonNamingPolicyName(property.Name)}{suffix}";
            var required = property.GetCustomAttribute<RequiredMemberAttribute>() is not null && nullability.Create(property).WriteState != NullabilityState.Nullable;
            page.Append(CultureInfo.InvariantCulture, $"  {field}{(required ? "*" : "")}  <{WordFor(element, property)}>\n      {comments.Of(property)}\n");
            if (IsRecord(element))
            {
                AddFields(page, field, element, comments);
            }
        }
    }

    private static (Type Element, string Suffix) Unwrap(Type type)
    {
        type = Nullable.GetUnderlyingType(type) ?? type;
        return !type.IsGenericType ? (type, "")
            : type.GetGenericTypeDefinition() == typeof(ImmutableArray<>) ? (type.GetGenericArguments()[0], "[]")
            : type.GetGenericTypeDefinition() == typeof(ImmutableSortedDictionary<,>) ? (type.GetGenericArguments()[1], ".KEY")
            : (type, "");
    }

    private static bool IsRecord(Type type) => type.IsClass && type != typeof(string);

    private static string WordFor(Type type, PropertyInfo property) =>
        type.IsEnum ? string.Join('|', type.GetFields(BindingFlags.Public | BindingFlags.Static).Select(WrittenName.Of))
        : property.GetCustomAttribute<FormatAttribute>()?.Format is { } format ? FormatWord(format)
        : type == typeof(string) ? "text"
        : type == typeof(bool) ? "true|false"
        : type == typeof(TimeSpan) ? "duration, 4h30m"
        : type == typeof(TimeOnly) ? "time of day, 21:00"
        : type == typeof(DateOnly) ? "date, 2026-12-08"
        : type == typeof(DateTimeOffset) ? "instant, 2026-12-08T21:00:00-05:00"
        : type == typeof(DateOrInstant) ? "date or instant"
        : IsRecord(type) ? "mapping"
        : "number";

    private static string FormatWord(ValueFormat format) => format switch
    {
        ValueFormat.TimeZone => "zone, Europe/Berlin",
        ValueFormat.Cron => "five-field cron, 0 21 * * 1-5",
        ValueFormat.ReleaseVersion => "release, 14SU3",
        ValueFormat.Email => "mail address",
        ValueFormat.ObjectName => "name",
        ValueFormat.Language => "language, zh-CN",
        _ => "text",
    };

    private static string JsonNamingPolicyName(string name) => JsonNamingPolicy.CamelCase.ConvertName(name);
}
