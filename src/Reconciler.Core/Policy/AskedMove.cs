using NodaTime;
using Reconciler.Api;
using Reconciler.Core.Inventory;
using Reconciler.Core.Planning;
using Reconciler.Core.Time;

namespace Reconciler.Core.Policy;

/// <summary>A move of a change, as it is judged when it is first seen (design: <i>Move</i>).</summary>
/// <param name="Change">The change.</param>
/// <param name="Site">Its site.</param>
/// <param name="Move">What is asked for.</param>
/// <param name="Leaves">The start that it leaves.</param>
public sealed record AskedMove(Change Change, Site Site, Move Move, Instant Leaves)
{
    /// <summary>How many times the partner moved this upgrade of this instance before, over all its tickets.</summary>
    public int Spent { get; init; }

    /// <summary>When people were told of the start that it leaves; null: not known any more.</summary>
    public Instant? ToldAt { get; init; }

    /// <summary>When it was asked for.</summary>
    public Instant RequestedAt => Instant.FromDateTimeOffset(Move.RequestedAt);

    /// <summary>The opening of the window that it leaves.</summary>
    public Instant Opening => Site.OpeningOf(Leaves, Change.Applications);

    /// <summary>The zone whose clock the change keeps.</summary>
    public DateTimeZone Zone => Site.RegionsOf(Change.Applications).First.Zone;

    /// <summary>Local date of the window that it leaves.</summary>
    public LocalDate WindowDate => WallClock.Read(Opening, Zone).Date;

    /// <summary>Field path of the move in what people wrote.</summary>
    public string Path => PathOf(Change, Move);

    /// <summary>Field path of a move in what people wrote; of its list where it can not be told which one it is.</summary>
    /// <param name="change">The change.</param>
    /// <param name="move">One of its moves.</param>
    /// <returns>Such as <c>spec.moves[1]</c>.</returns>
    public static string PathOf(Change change, Move move)
    {
        ArgumentNullException.ThrowIfNull(change);
        var (list, moves) = change.Origin.Kind == "DedicatedInstance" && change.Certificate is { } certificate
            ? (change.Path.Replace(".expires", ".moves", StringComparison.Ordinal), certificate.Moves)
            : ("spec.moves", change.Upgrade?.Moves ?? change.Cop?.Moves ?? (change.IsDeclaredWindow ? change.Window.Moves : []));
        return moves.IndexOf(move) is var index and >= 0 ? $"{list}[{index}]" : list;
    }
}
