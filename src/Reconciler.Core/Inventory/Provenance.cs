namespace Reconciler.Core.Inventory;

/// <summary>Whose doing something is, as a fleet source noted it.</summary>
/// <param name="Revision">A commit: forty hexadecimal digits; null: not known.</param>
/// <param name="Author">Who wrote it; null: not known.</param>
public sealed record Provenance(string? Revision, string? Author);
