using Reconciler.Core.Planning;

namespace Reconciler.Engine.Comparing;

/// <summary>What becomes of an entry between two trees.</summary>
public enum EntryChange
{
    /// <summary>It has the same start.</summary>
    Kept,

    /// <summary>It has another start, or gets or loses one.</summary>
    Moved,

    /// <summary>Only the newer tree has it.</summary>
    Added,

    /// <summary>Only the older tree has it.</summary>
    Cancelled,
}

/// <summary>An entry on both sides.</summary>
/// <param name="Change">What becomes of it.</param>
/// <param name="Before">In the older tree; null: not there.</param>
/// <param name="After">In the newer tree; null: not there.</param>
/// <param name="IsTouched">Whether what people wrote of it, or of its instance, differs.</param>
public sealed record EntryDelta(EntryChange Change, Entry? Before, Entry? After, bool IsTouched)
{
    /// <summary>Of an entry that differs though nobody touched it: what did, in one line; else null.</summary>
    public string? Because { get; init; }

    /// <summary>Name of the entry that this one probably was, or became: the same work under another name; null: none.</summary>
    public string? Renamed { get; init; }

    /// <summary>The newer entry, else the older.</summary>
    public Entry Entry => After ?? Before!;

    /// <summary>Whether people read anything else of it than before.</summary>
    public bool Differs => Change != EntryChange.Kept || !ReadsAs(Before!, After);

    /// <summary>Whether people read the same of an entry in two plans.</summary>
    internal static bool ReadsAs(Entry one, Entry? other) =>
        other is not null && (one.Start, one.State, one.Reason) == (other.Start, other.State, other.Reason);

    /// <summary>Whether it spends a move of the partner.</summary>
    public bool SpendsMove => Before?.MovesLeft is { } before && After?.MovesLeft is { } after && after < before;
}
