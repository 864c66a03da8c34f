using System.Collections.Frozen;
using System.Reflection;
using Reconciler.Api;

namespace Reconciler.Manifests.Binding;

/// <summary>A kind of the API: what its attribute says, and its record.</summary>
/// <param name="Info">Kind, scope, and who writes it.</param>
/// <param name="Record">The record.</param>
internal sealed record Kind(ResourceKindAttribute Info, Type Record)
{
    /// <summary>How its objects look.</summary>
    public RecordShape Shape => Shapes.Of(Record);

    /// <summary>Whether people may mean it by a word: kind, plural or short name, in any case.</summary>
    public bool Answers(string word) => new[] { Info.Kind, Info.Plural, Info.ShortName }.Contains(word, StringComparer.OrdinalIgnoreCase);
}

/// <summary>The kinds of the API group, found once by their attribute.</summary>
internal static class Kinds
{
    private static readonly FrozenDictionary<string, Kind> All = typeof(Resource).Assembly.GetExportedTypes()
        .Select(type => (Type: type, Info: type.GetCustomAttribute<ResourceKindAttribute>()))
        .Where(found => found.Info is not null)
        .ToFrozenDictionary(found => found.Info!.Kind, found => new Kind(found.Info!, found.Type));

    /// <summary>Kinds of the group that have no record in this version.</summary>
    public static readonly FrozenSet<string> NotYetRead = FrozenSet.Create("Channel");

    /// <summary>Every name that <c>kind</c> may have, by name.</summary>
    public static IEnumerable<string> Names => All.Keys.Concat(NotYetRead).Order(StringComparer.Ordinal);

    /// <summary>The kind of that name; null: none that is read.</summary>
    public static Kind? Find(string name) => All.GetValueOrDefault(name);

    /// <summary>The kind of a record.</summary>
    public static Kind Of(Resource resource) => All.Values.First(kind => kind.Record == resource.GetType());

    /// <summary>Fields of a record that are accepted and not read: what the API server adds, and what is read elsewhere.</summary>
    public static FrozenSet<string> PassedOver(Type record) =>
        record == typeof(ObjectMeta) ? ServerFields : record.IsSubclassOf(typeof(Resource)) ? HeadFields : [];

    private static readonly FrozenSet<string> HeadFields = FrozenSet.Create("apiVersion", "kind");

    private static readonly FrozenSet<string> ServerFields = FrozenSet.Create(
        "deletionGracePeriodSeconds", "deletionTimestamp", "finalizers", "generateName", "managedFields", "ownerReferences", "selfLink");
}
