using System.Collections.Concurrent;
using System.Collections.Immutable;
using Reconciler.Api;

namespace Reconciler.Core.Inventory;

/// <summary>Kinds of applications as lists. A fleet has few combinations of them, and each is one list, however many instances have it.</summary>
internal sealed class KindLists
{
    private const int Bits = 4;

    private readonly ConcurrentDictionary<long, ImmutableArray<ApplicationKind>> _lists = new();

    /// <summary>The kinds of applications, each once, in the order of the applications.</summary>
    public ImmutableArray<ApplicationKind> Of(ImmutableArray<Application> applications)
    {
        // A list is known by its kinds as digits of a number, counted from 1.
        var (digits, seen) = (0L, 0);
        foreach (var application in applications)
        {
            var kind = (int)application.Kind;
            if ((seen & (1 << kind)) == 0)
            {
                (digits, seen) = ((digits << Bits) | (kind + 1L), seen | (1 << kind));
            }
        }

        return _lists.GetOrAdd(digits, static (_, applications) => [.. applications.Select(application => application.Kind).Distinct()], applications);
    }
}
