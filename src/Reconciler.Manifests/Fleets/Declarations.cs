using System.Collections.Immutable;
using Reconciler.Api;
using Reconciler.Core.Inventory;
using Reconciler.Core.Policy;

namespace Reconciler.Manifests.Fleets;

/// <summary>The objects of a fleet, each once, in the order of kinds and keys.</summary>
internal sealed class Declarations
{
    private readonly ILookup<Type, Declared<Resource>> _byType;

    private Declarations(IEnumerable<Declared<Resource>> objects) => _byType = objects.ToLookup(declared => declared.Value.GetType());

    /// <summary>Takes the first of the objects that have one kind and key, and reports the others.</summary>
    /// <param name="objects">Objects by file and place.</param>
    /// <param name="problems">Takes the reports.</param>
    public static Declarations Unique(IReadOnlyCollection<Declared<Resource>> objects, List<Finding> problems)
    {
        var first = new Dictionary<(Type, ObjectKey), Declared<Resource>>(objects.Count);
        foreach (var declared in objects)
        {
            if (!first.TryAdd((declared.Value.GetType(), declared.Key), declared))
            {
                problems.Add(Twice(declared, first[(declared.Value.GetType(), declared.Key)]));
            }
        }

        return new(first.Values);
    }

    /// <summary>The objects of one kind, by key.</summary>
    public ImmutableArray<Declared<T>> Of<T>()
        where T : Resource =>
        [.. _byType[typeof(T)].OrderBy(declared => declared.Key).Select(declared => new Declared<T>((T)declared.Value, declared.Source))];

    private static Finding Twice(Declared<Resource> again, Declared<Resource> first)
    {
        var kind = again.Value.GetType().Name;
        var place = first.Source.Find("metadata.name");
        return new()
        {
            Rule = ReadProblems.DuplicateObject,
            Severity = Severity.Error,
            Message = $"{kind} '{again.Key}' is declared twice: first in {first.Source.File}:{place.Line}",
            Remedy = "rename one of them, or remove it",
            Object = new(kind, again.Key.Namespace, again.Key.Name),
            Path = "metadata.name",
            File = again.Source.File,
            Span = again.Source.Find("metadata.name"),
        };
    }
}
