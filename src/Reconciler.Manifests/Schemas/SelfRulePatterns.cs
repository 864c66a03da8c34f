using System.Globalization;
using System.Reflection;
using System.Text.Json;
using Reconciler.Api;
using Reconciler.Manifests.Binding;

namespace Reconciler.Manifests.Schemas;

/// <summary>Rules that come again in several records.</summary>
internal static class SelfRulePatterns
{
    /// <summary>The words of the categories.</summary>
    public static readonly string[] Categories = [.. Enum.GetValues<ChangeCategory>().Select(WrittenName.Of)];

    private static readonly string[] Selectors = ["instance", "occurrence", "expiry"];

    private static readonly Dictionary<string, string> WhatIsMeant = new()
    {
        ["instance"] = "the name of the instance that is meant",
        ["occurrence"] = "the date that is meant, such as '20261208'",
        ["expiry"] = "the date on which the renewed certificate expires",
    };

    /// <summary>Words as the elements of a CEL list.</summary>
    public static string Quoted(IEnumerable<string> words) => string.Join(", ", words.Select(word => $"'{word}'"));

    // To look at a field that is there costs an API server far more than to find that one is not, and with each write of a status again: the
    // first is the one that most objects have, so it is asked for last.

    /// <summary>Two fields of a spec of which at most one is given.</summary>
    public static SelfRule Exclude(string first, string second, string remedy) =>
        new($"!has(self.{second}) || !has(self.{first})", $"'spec.{second}' and 'spec.{first}' exclude each other; {remedy}", second);

    /// <summary>Two dates or instants of a spec, of which the second can not come before the first in any zone.</summary>
    public static SelfRule InOrder(string first, string second) => new(
        $"!has(self.{first}) || !has(self.{second}) || {CanFollow("self." + first, "self." + second)}",
        $"'spec.{second}' is before '{first}'; swap or mend them",
        second,
        $"\"'spec.{second}' is \" + self.{second} + \", before '{first}', \" + self.{first} + \"; swap or mend them\"");

    /// <summary>A duration of a spec within the bounds that its property states, a day at most. CEL knows no days, and to add them up would cost more than a rule may.</summary>
    public static SelfRule Within(PropertyInfo property)
    {
        var (field, range) = (JsonNamingPolicy.CamelCase.ConvertName(property.Name), property.GetCustomAttribute<DurationRangeAttribute>()!);
        var wholeDay = Durations.Parse(range.Most) == TimeSpan.FromDays(1) ? "|0*1d(0+h)?(0+m)?(0+s)?" : "";
        return new(
            $"!has(self.{field}) || (self.{field}.contains('d') ? self.{field}.matches('^(0+d.*{wholeDay})$') : duration(self.{field}) >= {SecondsOf(range.Least)} && duration(self.{field}) <= {SecondsOf(range.Most)})",
            $"'spec.{field}' has to be a duration from {range.Least} to {range.Most}",
            field,
            $"\"'spec.{field}' is '\" + self.{field} + \"', but has to be a duration from {range.Least} to {range.Most}\"");
    }

    /// <summary>Two instants of which the second does not come before the first.</summary>
    public static SelfRule NotBefore(string first, string second) =>
        new($"!has(self.{first}) || !has(self.{second}) || self.{first} <= self.{second}", $"'{second}' is before '{first}'; swap or mend them", second);

    /// <summary>A wave that takes what no other wave names.</summary>
    public static string TakesRest(string wave) => $"!has({wave}.instances) || size({wave}.instances) == 0";

    /// <summary>CEL that says whether one date or instant can be at or after another in some zone: clocks are at most 14 hours ahead of UTC, 12 behind.</summary>
    public static string CanFollow(string first, string last) =>
        $"(size({first}) == 10 && size({last}) == 10 ? {first} <= {last} : "
        + $"(size({first}) == 10 ? timestamp({first} + 'T00:00:00Z') - duration('14h') : timestamp({first})) <= "
        + $"(size({last}) == 10 ? timestamp({last} + 'T00:00:00Z') + duration('36h') : timestamp({last})))";

    /// <summary>Lists of records that speak of one of several changes: each says by the selector of which.</summary>
    public static IEnumerable<SelfRule> OneOf(string selector, params string[] lists) => lists.SelectMany(list => new[]
    {
        new SelfRule($"!has(self.{list}) || self.{list}.all(one, has(one.{selector}))", Missing(selector), list),
        new SelfRule($"!has(self.{list}) || self.{list}.all(one, {None(Selectors.Where(other => other != selector))})", $"say by '{selector}' alone which change is meant", list),
    });

    /// <summary>The same where the object has several changes only with some field.</summary>
    public static IEnumerable<SelfRule> OneChangeUnless(string field, string selector, params string[] lists) => lists.SelectMany(list => new[]
    {
        new SelfRule($"has(self.{field}) || !has(self.{list}) || self.{list}.all(one, {None(Selectors)})", $"{Choices(Selectors)} have no meaning here; remove them: the object has one change only", list),
        new SelfRule($"!has(self.{field}) || !has(self.{list}) || self.{list}.all(one, has(one.{selector}))", Missing(selector), list),
        new SelfRule($"!has(self.{field}) || !has(self.{list}) || self.{list}.all(one, {None(Selectors.Where(other => other != selector))})", $"say by '{selector}' alone which change is meant", list),
    });

    private static string SecondsOf(string duration) => string.Create(CultureInfo.InvariantCulture, $"duration('{Durations.Parse(duration)!.Value.TotalSeconds}s')");

    private static string Missing(string selector) => $"'{selector}' is missing: the object has several changes; add '{selector}', {WhatIsMeant[selector]}";

    private static string None(IEnumerable<string> fields) => string.Join(" && ", fields.Select(field => $"!has(one.{field})"));

    private static string Choices(IEnumerable<string> fields) => string.Join(", ", fields.Select(field => $"'{field}'"));
}
