using System.Collections.Immutable;
using Reconciler.Api;
using Reconciler.Core.Inventory;
using Reconciler.Core.Policy;

namespace Reconciler.Manifests.Fleets;

/// <summary>The objects of a fleet, each once, by kind and key.</summary>
internal sealed class Declarations
{
    private readonly List<Declared<Resource>> _objects = [];

    private Declarations()
    {
    }

    /// <summary>Takes the first of the objects that have one kind and key, and reports the others.</summary>
    /// <param name="objects">Objects by file and place.</param>
    /// <param name="problems">Takes the reports.</param>
    public static Declarations Unique(IEnumerable<Declared<Resource>> objects, List<Finding> problems)
    {
        var unique = new Declarations();
        foreach (var kind in objects.GroupBy(declared => declared.Value.GetType()).OrderBy(kind => kind.Key.Name, StringComparer.Ordinal))
        {
            unique.Add(kind.OrderBy(declared => declared.Key), problems);
        }

        return unique;
    }

    /// <summary>The objects of one kind, by key.</summary>
    public ImmutableArray<Declared<T>> Of<T>()
        where T : Resource =>
        [.. _objects.Where(declared => declared.Value is T).Select(declared => new Declared<T>((T)declared.Value, declared.Source))];

    private void Add(IEnumerable<Declared<Resource>> ofKind, List<Finding> problems)
    {
        Declared<Resource>? first = null;
        foreach (var declared in ofKind)
        {
            if (first is { } known && known.Key == declared.Key)
            {
                problems.Add(Twice(declared, known));
            }
            else
            {
                _objects.Add(declared);
                first = declared;
            }
        }
    }

    private static string KindOf(Declared<Resource> declared) => declared.Value.GetType().Name;

    private static Finding Twice(Declared<Resource> again, Declared<Resource> first) => new()
    {
        Rule = ReadProblems.DuplicateObject,
        Severity = Severity.Error,
        Message = $"{KindOf(again)} '{again.Key}' is declared twice: first in {first.Source.File}:{first.Source.Find("metadata.name").Line}",
        Remedy = "rename one of them, or remove it",
        Object = new(KindOf(again), again.Key.Namespace, again.Key.Name),
        Path = "metadata.name",
        File = again.Source.File,
        Span = again.Source.Find("metadata.name"),
    };
}
