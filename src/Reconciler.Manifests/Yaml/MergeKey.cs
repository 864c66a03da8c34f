namespace Reconciler.Manifests.Yaml;

/// <summary>The merge key of YAML 1.1, which Kubernetes' own readers still understand: <c>&lt;&lt;: *defaults</c>.</summary>
internal static class MergeKey
{
    /// <summary>Whether an unquoted key is the merge key.</summary>
    public const string Key = "<<";

    /// <summary>Adds what merge keys bring; a key that is there already stays as it is.</summary>
    /// <param name="entries">Entries of the mapping that holds the merge keys.</param>
    /// <param name="values">Values of its merge keys: mappings or lists of mappings, usually aliases. The first with a key wins.</param>
    /// <exception cref="YamlProblem">A value is something else.</exception>
    public static void Expand(List<MapEntry> entries, IReadOnlyList<YamlNode> values)
    {
        var known = entries.Select(entry => entry.Key).ToHashSet(StringComparer.Ordinal);
        foreach (var source in values.SelectMany(value => value.Target is Sequence list ? list.Items : [value]))
        {
            if (source.Target is not Mapping mapping)
            {
                throw new YamlProblem(ReadProblems.BadAlias, source.Span, "the merge key '<<' takes a mapping or a list of mappings", "write an alias of a mapping: '<<: *name'");
            }

            entries.AddRange(mapping.Entries.Where(entry => known.Add(entry.Key)));
        }
    }
}
