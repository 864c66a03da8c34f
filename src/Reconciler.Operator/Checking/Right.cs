using System.Collections.Immutable;

namespace Reconciler.Operator.Checking;

/// <summary>What somebody may do with a resource.</summary>
/// <param name="Namespace">In which namespace; null: in all, or the resource has none.</param>
/// <param name="Group">API group; empty for the core group.</param>
/// <param name="Resource">As roles name it: <c>maintenancewindows</c>, <c>maintenancewindows/status</c>.</param>
/// <param name="Verbs">As roles name them, in alphabetical order.</param>
/// <param name="Name">The only object that it is about; null: any.</param>
public sealed record Right(string? Namespace, string Group, string Resource, ImmutableArray<string> Verbs, string? Name = null)
{
    /// <summary>What it comes to where it is missing; null: the work can not be done.</summary>
    public string? Without { get; init; }
}
